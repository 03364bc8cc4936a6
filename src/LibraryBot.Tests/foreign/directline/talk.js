// Talks to LibraryBot's Direct Line with Microsoft's own client. One JSON line out: what was seen.
//   node talk.js URL TOKEN websocket|polling
'use strict';
global.XMLHttpRequest = require('xmlhttprequest').XMLHttpRequest;
global.WebSocket = require('ws');
const { DirectLine, ConnectionStatus } = require('botframework-directlinejs');

const [url, token, way] = process.argv.slice(2);
const line = new DirectLine({ domain: `${url}v3/directline`, token, webSocket: way === 'websocket', pollingInterval: 300, conversationStartProperties: { locale: 'id-ID' } });
const seen = { states: [], activities: [], posted: [] };

line.connectionStatus$.subscribe(status => seen.states.push(ConnectionStatus[status]));
line.activity$.subscribe(activity => {
  seen.activities.push({ id: activity.id, text: activity.text, role: activity.from.role, client: activity.channelData?.clientActivityID ?? null });
  if (activity.from.role === 'bot') next();
}, failure => finish(String(failure)));

const words = ['halo', 'buku baru?', 'selesai'];
function next() {
  const text = words.shift();
  if (!text) return finish(null);
  line.postActivity({ type: 'message', text, from: { id: 'dl_forged', role: 'bot' }, channelData: { clientActivityID: `${way}-${text}` } })
    .subscribe(id => seen.posted.push(id), failure => finish(String(failure)));
}

let over = false;
function finish(failure) {
  if (over) return;
  over = true;
  setTimeout(() => {
    console.log(JSON.stringify({ ...seen, failure }));
    process.exit(0);
  }, 500);
}

setTimeout(() => finish('20 seconds went by'), 20_000);
