// A small bot on a library that is not ours, to hold our fake Telegram server against: node bot.mjs BASE_URL TOKEN
import { Bot, InlineKeyboard, InputFile } from "grammy";

const [apiRoot, token] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });

bot.command("buku", (context) =>
  context.reply("<b>Robot</b> &amp; <i>manusia</i>", {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Pinjam", "loan:1"),
  }));

bot.callbackQuery("loan:1", async (context) => {
  await context.answerCallbackQuery("Dicatat");
  await context.editMessageText("Sudah dipinjam");
  await context.reply("Ada lagi?");
});

bot.on("message:photo", async (context) => {
  const file = await context.getFile();
  const answer = await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  await context.replyWithPhoto(new InputFile(bytes, "back.jpg"), { caption: `${bytes.length} byte` });
});

bot.on("my_chat_member", (context) =>
  context.reply(`Kini ${context.myChatMember.new_chat_member.status} di ${context.chat.title}`));

bot.hears("salah", async (context) => {
  const refused = await context.reply("<x>", { parse_mode: "HTML" }).then(() => null, (error) => error);
  await context.reply(`${refused.error_code}: ${refused.description}`);
});

bot.hears("selesai", async (context) => {
  await context.reply("Sampai jumpa");
  await bot.stop();
});

await bot.api.setMyCommands([{ command: "buku", description: "Buku baru" }], { language_code: "id" });
await bot.start({ onStart: (me) => console.log(`@${me.username} polls`) });
