import { Line, Refused } from './directline.js';
import { button, element, note } from './bubbles.js';
import { Log } from './log.js';
import { languageButton, locale, memory, t } from './words.js';
import { Pictures } from './pictures.js';

const asked = new URLSearchParams(location.search);
const panel = (asked.get('panel') ?? 'main').slice(0, 40);
const isBoard = asked.get('board') === '1';
const SIGN_IN = /^(\s*\/(?:masuk|signin))\s+\S.*$/is;
const DOTS_AFTER = 300;

const $ = id => document.getElementById(id);
const [write, choices, state] = ['write', 'choices', 'state'].map($);
const log = new Log($('log'), $('newer'), press);
const waiting = new Map();   // clientActivityID -> the bubble of what was sent and has not come back
const pictures = new Pictures($('preview'), $('files'), announce);
let connection = '';
let sending = Promise.resolve();
let dotsTimer = 0;

const line = new Line({ key: panel, board: isBoard, locale, on: { heard, state: showState, ended, caughtUp } });

function heard(activity, history) {
  if (activity.type === 'typing') return log.showDots(true);
  if (activity.type === 'event' && activity.name === 'librarybot/edited') return log.edit(activity);
  if (activity.type !== 'message') return;
  const mine = activity.from?.role !== 'bot';
  if (!mine) hideDots();
  if (!(mine && arrived(activity))) log.append(activity, mine, history);
  offer(mine ? [] : activity.suggestedActions?.actions ?? []);
}

/** The echo of something sent from this page: its bubble is already there. */
function arrived(activity) {
  const sent = waiting.get(activity.channelData?.clientActivityID);
  if (!sent) return false;
  waiting.delete(activity.channelData.clientActivityID);
  sent.classList.remove('pending', 'failed');
  sent.querySelector('.trouble')?.remove();
  log.moveToEnd(sent);
  return true;
}

function offer(actions) {
  const hadFocus = choices.contains(document.activeElement);
  choices.replaceChildren(...actions.map(action => button(action, press)).filter(Boolean));
  choices.hidden = choices.childElementCount === 0;
  if (hadFocus) write.focus();
}

function press(action) {
  const value = action.value;
  switch (action.type) {
    case 'messageBack':
      return say({ text: action.text ?? (typeof value === 'string' ? value : ''), value }, { messageBack: { displayText: action.displayText ?? action.title } });
    case 'postBack':
      return say(typeof value === 'string' ? { text: value } : { value }, { postBack: true });
    default:
      return say({ text: String(value ?? action.title) });
  }
}

/** Shows it at once, sends it in its turn, and leaves a way to send it again when that fails. */
function say(message, channelData = {}, files = []) {
  const clientActivityID = crypto.getRandomValues(new Uint32Array(3)).join('-');
  const activity = { type: 'message', textFormat: 'plain', locale: locale(), ...message, channelData: { ...channelData, clientActivityID } };
  const shown = {
    ...activity,
    text: (activity.text ?? '').replace(SIGN_IN, '$1 ••••••'),
    attachments: files.map(file => ({ contentType: file.type, contentUrl: URL.createObjectURL(file), name: file.name })),
  };
  offer([]);
  const node = log.append(shown, true);
  if (node) {
    node.classList.add('pending');
    waiting.set(clientActivityID, node);
  }
  send(activity, files, node);
}

function send(activity, files, node) {
  sending = sending.then(async () => {
    await opened;
    showDotsSoon();
    try {
      await (files.length ? line.upload(activity, files) : line.post(activity));
      if (waiting.has(activity.channelData.clientActivityID)) setTimeout(() => line.catchUp(), 1_500);
      setTimeout(hideDots, 2_000);
    } catch (error) {
      hideDots();
      if (node && waiting.has(activity.channelData.clientActivityID)) offerRetry(error, activity, files, node);
      else if (!node) announce(t('failed'));
    }
  });
}

function offerRetry(error, activity, files, node) {
  const retry = element('button', 'retry', t('retry'));
  retry.type = 'button';
  const trouble = element('p', 'trouble', `${t(reason(error))} `, retry);
  node.classList.add('failed');
  node.append(trouble);
  retry.addEventListener('click', () => {
    trouble.remove();
    node.classList.remove('failed');
    write.focus();
    send(activity, files, node);
  });
  log.toEnd();
}

function reason(error) {
  if (!(error instanceof Refused)) return 'failed';
  switch (error.status) {
    case 429: return 'slow';
    case 413: return 'picture.size';
    case 415: return 'picture.kind';
    case 400: return 'refused';
    default: return 'failed';
  }
}

function showState(now) {
  const before = connection;
  connection = now;
  document.body.classList.toggle('offline', now !== 'online');
  if (now !== 'online') state.textContent = t(now);
  else if (before === 'waiting') announce(t('online'));
  else if (before === 'connecting') state.textContent = '';
}

function announce(words) {
  state.textContent = words;
  setTimeout(() => { if (state.textContent === words) state.textContent = ''; }, 6_000);
}

function ended() {
  waiting.clear();
  log.tell(t('ended'));
}

/** History was read without reading it aloud; from here on, what comes is spoken. */
function caughtUp() {
  setTimeout(() => log.speak(true), 500);
  log.toEnd();
}

function showDotsSoon() {
  clearTimeout(dotsTimer);
  dotsTimer = setTimeout(() => log.showDots(true), DOTS_AFTER);
}

function hideDots() {
  clearTimeout(dotsTimer);
  log.showDots(false);
}

function submit() {
  const text = write.value.trim();
  const files = pictures.take();
  if (!text && !files.length) return;
  write.value = '';
  grow();
  say(text ? { text } : {}, {}, files);
}

function grow() {
  write.style.height = 'auto';
  write.style.height = `${Math.min(write.scrollHeight + 2, 160)}px`;
}

/** #masuk=CODE: said once for this conversation, and gone from the address before anything else happens. */
function signInFromAddress() {
  const code = new URLSearchParams(location.hash.slice(1)).get('masuk');
  if (!code) return;
  history.replaceState(null, '', location.pathname + location.search);
  opened.then(() => {
    const key = `librarybot:signed:${panel}`;
    const mark = `${line.conversationId}:${fingerprint(code)}`;
    if (memory.get(key) === mark) return;
    memory.set(key, mark);
    say({ text: `/masuk ${code}` });
  });
}

/** Enough to know a code again, too little to say it. */
const fingerprint = code => [...code].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 16777619) >>> 0, 2166136261) % 65_521;

function listen() {
  $('composer').addEventListener('submit', event => { event.preventDefault(); submit(); });
  write.addEventListener('input', grow);
  write.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  $('attach').addEventListener('click', () => $('files').click());
  $('fresh').addEventListener('click', () => $('sure').showModal());
  $('sure').addEventListener('close', () => { if ($('sure').returnValue === 'yes') startAnew(); });
  pictures.listen(write);
}

async function startAnew() {
  log.clear();
  waiting.clear();
  offer([]);
  write.focus();
  opened = line.startAnew();
  await opened;
}

function becomeBoard() {
  document.body.classList.add('board');
  document.querySelector('[data-t=tagline]').dataset.t = 'tagline.board';
  $('log').dataset.label = 'log.board';
  $('composer').remove();
  $('fresh').remove();
  const empty = note('');
  empty.id = 'empty';
  empty.dataset.t = 'board.empty';
  $('log').append(empty);
}

function becomeEmbedded() {
  const close = $('close');
  close.hidden = false;
  const ask = () => parent.postMessage('librarybot:close', '*');
  close.addEventListener('click', ask);
  addEventListener('keydown', event => { if (event.key === 'Escape' && !$('sure').open) ask(); });
}

/** In the demo four of these stand on one page: without a big head, their landmarks told apart by the panel's name. */
function becomePanel() {
  document.body.classList.add('panel-inside');
  for (const landmark of document.querySelectorAll('body > header, body > main')) landmark.dataset.label = `demo.${panel}`;
}

if (isBoard) becomeBoard();
else listen();
if (asked.get('embed') === '1' && parent !== window) becomeEmbedded();
if (parent !== window && ['patron', 'librarian', 'approver', 'board'].includes(panel)) becomePanel();
languageButton($('language'));
if (line.resumed) log.speak(false);
let opened = line.start();
signInFromAddress();
addEventListener('hashchange', signInFromAddress);
