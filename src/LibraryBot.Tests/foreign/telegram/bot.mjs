// A small bot on a library that is not ours, to hold our fake Telegram server against: node bot.mjs BASE_URL TOKEN polling|webhook
import { createServer } from "node:http";
import { Bot, InlineKeyboard, InputFile, InputMediaBuilder, webhookCallback } from "grammy";
import { autoRetry } from "@grammyjs/auto-retry";

const [apiRoot, token, mode] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });
bot.api.config.use(autoRetry());
let picture;

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
  picture = { bytes, id: file.file_id };
  await context.replyWithPhoto(new InputFile(bytes, "back.jpg"), { caption: `${bytes.length} byte` });
});

bot.hears("album", (context) =>
  context.replyWithMediaGroup([
    InputMediaBuilder.photo(new InputFile(picture.bytes, "new.jpg"), { caption: "Dua foto" }),
    InputMediaBuilder.photo(picture.id),
  ]));

bot.on("inline_query", (context) =>
  context.answerInlineQuery([{
    type: "article",
    id: "r1",
    title: context.inlineQuery.query,
    input_message_content: { message_text: "<b>Laskar Pelangi</b>", parse_mode: "HTML" },
  }], { cache_time: 0 }));

bot.on("chosen_inline_result", (context) =>
  context.api.sendMessage(context.from.id, `Dipilih: ${context.chosenInlineResult.result_id}`));

bot.on("my_chat_member", (context) =>
  context.reply(`Kini ${context.myChatMember.new_chat_member.status} di ${context.chat.title}`));

// Auto-retry waits for as long as a 429 says.
bot.hears("cepat", (context) => context.reply("akhirnya"));

bot.hears(/^(salah|kirim)(?: (.+))?$/, async (context) => {
  const to = context.match[2] ?? context.chat.id;
  const text = context.match[1] === "salah" ? "<x>" : "halo";
  const refused = await context.api.sendMessage(to, text, { parse_mode: "HTML" }).then(() => null, (error) => error);
  const moved = refused.parameters?.migrate_to_chat_id;
  await context.reply(`${refused.error_code}: ${refused.description}` + (moved ? ` -> ${moved}` : ""));
});

bot.hears("hapus", async (context) => {
  const sent = await context.reply("sebentar");
  await context.api.deleteMessage(context.chat.id, sent.message_id);
  await context.reply("Sudah dihapus");
});

let ends = false;
bot.hears("selesai", async (context) => {
  await context.reply("Sampai jumpa");
  if (mode === "polling") return await bot.stop();
  ends = true;
});

await bot.api.setMyCommands([{ command: "buku", description: "Buku baru" }], { language_code: "id" });
if (mode === "polling") {
  await bot.start({ onStart: (me) => console.log(`@${me.username} polls`) });
} else {
  const server = createServer(webhookCallback(bot, "http", { secretToken: "rahasia-grammy" }));
  // Not close() alone: a connection that was opened and never used would hold the process for a minute.
  server.on("request", (_, response) => response.on("finish", () => {
    if (ends) server.close().closeAllConnections();
  }));
  server.listen(0, "127.0.0.1", async () => {
    await bot.init();
    await bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/`, { secret_token: "rahasia-grammy", max_connections: 4 });
  });
}
