// A small Direct Line 3.0 client: a socket that goes on from its watermark, and polling where sockets are blocked.
import { memory } from './words.js';

const BASE = '/v3/directline';
const RENEW_AFTER = 15 * 60_000;
const POLL_EVERY = 2_000;
const SOCKETS_BEFORE_POLLING = 3;

export class Refused extends Error {
  constructor(status, retryAfter) {
    super(`HTTP ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const pause = ms => new Promise(done => setTimeout(done, ms));
const backoff = tries => Math.min(15_000, 500 * 2 ** tries) * (0.7 + Math.random() * 0.6);

export class Line {
  #key; #board; #locale; #on;
  #pass = null;            // { token, resume, conversationId }
  #renewAt = 0;
  #renewing = null;
  #watermark = '';
  #seen = new Set();
  #socket = null;
  #life = 0;               // raised by leave(): what belongs to an older life stops
  #failedSockets = 0;

  /** on: heard(activity, isHistory), state('connecting' | 'online' | 'waiting'), ended() */
  constructor({ key, board, locale, on }) {
    this.#key = `librarybot:chat:${key}`;
    this.#board = board;
    this.#locale = locale;
    this.#on = on;
    this.#pass = this.#kept();
    addEventListener('online', () => this.catchUp());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.catchUp(); });
  }

  get resumed() { return this.#pass !== null; }

  /** Names the conversation for things remembered beside it; null before there is one. */
  get conversationId() { return this.#pass?.conversationId ?? null; }

  /** Comes back when the conversation is open. Keeps trying while the network is away. */
  async start() {
    const life = ++this.#life;
    this.#on.state('connecting');
    for (let tries = 0; life === this.#life; tries++) {
      try {
        await this.#enter(life);
        return;
      } catch (error) {
        if (error instanceof Refused && [401, 403, 404].includes(error.status)) this.#forget();
        this.#on.state('waiting');
        await pause(backoff(tries));
      }
    }
  }

  /** Forgets this conversation and opens another. */
  async startAnew() {
    this.#life++;
    this.#socket?.close();
    this.#forget();
    await this.start();
  }

  post(activity) {
    return this.#call('POST', `/conversations/${this.#pass.conversationId}/activities`, JSON.stringify(activity), 'application/json');
  }

  upload(activity, files) {
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob');
    for (const file of files) form.append('file', file, file.name);
    return this.#call('POST', `/conversations/${this.#pass.conversationId}/upload`, form, null, 120_000);
  }

  /** Reads what a silent socket may have missed. */
  async catchUp() {
    if (!this.#pass || !this.#socket) return;
    try {
      this.#take(await this.#call('GET', `/conversations/${this.#pass.conversationId}/activities?watermark=${this.#watermark}`));
    } catch { /* the socket's own end will tell */ }
  }

  async #enter(life) {
    if (!this.#pass || Date.now() >= this.#renewAt) await this.#renew();
    this.#watermark = '';
    this.#seen.clear();
    const opened = await this.#call('POST', '/conversations', JSON.stringify({ locale: this.#locale() }), 'application/json');
    this.#follow(opened.streamUrl, life);
  }

  #follow(streamUrl, life) {
    if (life !== this.#life) return;
    // A proxy that did not say it speaks https must not cost us the socket.
    const url = location.protocol === 'https:' ? streamUrl.replace(/^ws:/, 'wss:') : streamUrl;
    let socket;
    try {
      socket = new WebSocket(url);
    } catch {
      this.#failedSockets++;
      this.#comeBack(life);
      return;
    }
    this.#socket = socket;
    let opened = false;
    const ping = setInterval(() => { if (socket.readyState === WebSocket.OPEN) socket.send(''); }, 30_000);
    socket.onopen = () => {
      opened = true;
      this.#failedSockets = 0;
      this.#on.state('online');
    };
    socket.onmessage = event => { if (life === this.#life && event.data) this.#take(JSON.parse(event.data)); };
    socket.onclose = () => {
      clearInterval(ping);
      if (life !== this.#life) return;
      if (!opened) this.#failedSockets++;
      this.#comeBack(life);
    };
  }

  async #comeBack(life) {
    this.#on.state('waiting');
    for (let tries = 0; life === this.#life; tries++) {
      await pause(backoff(tries));
      try {
        if (this.#failedSockets >= SOCKETS_BEFORE_POLLING) await this.#poll(life);
        if (life !== this.#life) return;
        const again = await this.#call('GET', `/conversations/${this.#pass.conversationId}?watermark=${this.#watermark}`);
        this.#follow(again.streamUrl, life);
        return;
      } catch (error) {
        if (error instanceof Refused && [401, 403, 404].includes(error.status)) {
          if (life !== this.#life) return;
          this.#on.ended();
          await this.startAnew();
          return;
        }
      }
    }
  }

  /** Sockets do not get through here: ask every two seconds, and try a socket again after a minute. */
  async #poll(life) {
    for (let n = 0; n < 30 && life === this.#life; n++) {
      this.#take(await this.#call('GET', `/conversations/${this.#pass.conversationId}/activities?watermark=${this.#watermark}`));
      this.#on.state('online');
      await pause(POLL_EVERY);
    }
    this.#failedSockets = SOCKETS_BEFORE_POLLING - 1;
  }

  #take({ activities, watermark }) {
    const history = this.#watermark === '';
    for (const activity of activities) {
      if (this.#seen.has(activity.id)) continue;
      this.#seen.add(activity.id);
      this.#on.heard(activity, history);
    }
    if (watermark && Number(watermark) >= Number(this.#watermark)) this.#watermark = watermark;
    if (history) this.#on.caughtUp();
  }

  async #call(method, path, body, type, patience = 25_000) {
    if (Date.now() >= this.#renewAt) await this.#renew();
    let answer = await this.#fetch(method, BASE + path, this.#pass.token, body, type, patience);
    if (answer.status === 401 || answer.status === 403) {
      await this.#renew();
      answer = await this.#fetch(method, BASE + path, this.#pass.token, body, type, patience);
    }
    return read(answer);
  }

  #fetch(method, url, token, body, type, patience) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (type) headers['Content-Type'] = type;
    return fetch(url, { method, headers, body, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(patience) });
  }

  /** One at a time: two requests that find the token old wait for the same new one. */
  #renew() {
    this.#renewing ??= this.#newPass().finally(() => { this.#renewing = null; });
    return this.#renewing;
  }

  async #newPass() {
    const old = this.#pass;
    const path = this.#board ? '/board/token' : old ? `${BASE}/tokens/refresh` : `${BASE}/tokens/generate`;
    const given = await read(await this.#fetch('POST', path, this.#board ? null : old?.resume, null, null, 25_000));
    this.#pass = { token: given.token, resume: given.resume, conversationId: given.conversationId };
    this.#renewAt = Date.now() + RENEW_AFTER;
    if (!this.#board) memory.set(this.#key, JSON.stringify(this.#pass));
  }

  #kept() {
    try {
      const kept = JSON.parse(memory.get(this.#key));
      return kept?.resume && kept.conversationId ? kept : null;
    } catch {
      return null;
    }
  }

  #forget() {
    this.#pass = null;
    this.#renewAt = 0;
    memory.remove(this.#key);
  }
}

async function read(answer) {
  if (!answer.ok) throw new Refused(answer.status, Number(answer.headers.get('Retry-After')) || 0);
  return answer.json();
}
