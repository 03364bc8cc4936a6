// A second small bot on another library that is not ours: node bot.mjs BASE_URL TOKEN polling|webhook
import { createServer } from "node:http";
import { Markup, Telegraf } from "telegraf";

const [apiRoot, token, mode] = process.argv.slice(2);
const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } });
let picture;

bot.command("buku", (context) => {
  // This one call goes back in the answer to the webhook, as this library can.
  context.telegram.webhookReply = true;
  return context.reply("<b>Robot</b> &amp; <i>manusia</i>", {
    parse_mode: "HTML",
    ...Markup.inlineKeyboard([Markup.button.callback("Pinjam", "loan:1")]),
  });
});

bot.action("loan:1", async (context) => {
  await context.answerCbQuery("Dicatat");
  await context.editMessageText("Sudah dipinjam");
  await context.reply("Ada lagi?");
});

bot.on("photo", async (context) => {
  const id = context.message.photo.at(-1).file_id;
  const answer = await fetch(await context.telegram.getFileLink(id));
  const bytes = Buffer.from(await answer.arrayBuffer());
  picture = { bytes, id };
  await context.replyWithPhoto({ source: bytes, filename: "back.jpg" }, { caption: `${bytes.length} byte` });
});

bot.hears("album", (context) =>
  context.replyWithMediaGroup([
    { type: "photo", media: { source: picture.bytes }, caption: "Dua foto" },
    { type: "photo", media: picture.id },
  ]));

bot.on("inline_query", (context) =>
  context.answerInlineQuery([{
    type: "article",
    id: "r1",
    title: context.inlineQuery.query,
    input_message_content: { message_text: "<b>Laskar Pelangi</b>", parse_mode: "HTML" },
  }], { cache_time: 0 }));

bot.on("chosen_inline_result", (context) =>
  context.telegram.sendMessage(context.from.id, `Dipilih: ${context.chosenInlineResult.result_id}`));

bot.on("my_chat_member", (context) =>
  context.reply(`Kini ${context.myChatMember.new_chat_member.status} di ${context.chat.title}`));

// This library has no retry of its own.
bot.hears("cepat", async (context) => {
  const seconds = await context.reply("akhirnya").then(() => null, (error) => error.parameters.retry_after);
  if (seconds === null) return;
  await new Promise((done) => setTimeout(done, seconds * 1000 + 50));
  await context.reply("akhirnya");
});

bot.hears(/^(salah|kirim)(?: (.+))?$/, async (context) => {
  const to = context.match[2] ?? context.chat.id;
  const text = context.match[1] === "salah" ? "<x>" : "halo";
  const refused = await context.telegram.sendMessage(to, text, { parse_mode: "HTML" }).then(() => null, (error) => error);
  const moved = refused.parameters?.migrate_to_chat_id;
  await context.reply(`${refused.code}: ${refused.description}` + (moved ? ` -> ${moved}` : ""));
});

bot.hears("hapus", async (context) => {
  const sent = await context.reply("sebentar");
  await context.deleteMessage(sent.message_id);
  await context.reply("Sudah dihapus");
});

let ends = false;
bot.hears("selesai", async (context) => {
  await context.reply("Sampai jumpa");
  if (mode === "polling") bot.stop();
  else ends = true;
});

await bot.telegram.setMyCommands([{ command: "buku", description: "Buku baru" }], { language_code: "id" });
if (mode === "polling") {
  await bot.launch();
} else {
  bot.botInfo = await bot.telegram.getMe();
  const server = createServer(bot.webhookCallback("/hook", { secretToken: "rahasia-telegraf" }));
  // Not close() alone: a connection that was opened and never used would hold the process for a minute.
  server.on("request", (_, response) => response.on("finish", () => {
    if (ends) server.close().closeAllConnections();
  }));
  server.listen(0, "127.0.0.1", () =>
    bot.telegram.setWebhook(`http://127.0.0.1:${server.address().port}/hook`, { secret_token: "rahasia-telegraf", max_connections: 4 }));
}
