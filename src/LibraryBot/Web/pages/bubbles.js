// Turns activities into elements. Everything people or the bot wrote becomes text nodes: nothing is read as markup.
import { t, locale } from './words.js';

const LINK = /https?:\/\/[^\s<>"“”]+/g;
const AFTER_LINK = /[.,;:!?)\]}'’]+$/;
const HERO = 'application/vnd.microsoft.card.hero';
const DOCUMENTS = ['application/pdf', 'text/calendar'];

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

export const isWeb = url => /^https?:\/\//i.test(url ?? '');
const isPicture = url => isWeb(url) || /^(\/media\/|blob:)/.test(url ?? '');

/** Text with its addresses made clickable. */
export function prose(text, className = 'text') {
  const node = element('div', className);
  node.dir = 'auto';
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const url = match[0].replace(AFTER_LINK, '');
    node.append(text.slice(done, match.index), link(url, url));
    done = match.index + url.length;
  }
  node.append(text.slice(done));
  return node;
}

function link(url, words, className) {
  const node = element('a', className, words, element('span', 'unseen', ` ${t('new.tab')}`));
  node.href = url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer nofollow';
  return node;
}

function picture(url, alt) {
  const image = element('img');
  image.src = url;
  image.alt = alt || t('picture');
  if (url.startsWith('blob:')) return element('div', 'picture', image);
  const opens = link(url, image, 'picture');
  return opens;
}

/** A button of the bot's; null for kinds that this page does not know. */
export function button(action, press) {
  if (action.type === 'openUrl') return isWeb(action.value) ? link(action.value, action.title, 'choice') : null;
  if (!['imBack', 'messageBack', 'postBack'].includes(action.type)) return null;
  const node = element('button', 'choice', action.title || String(action.value ?? ''));
  node.type = 'button';
  if (['positive', 'destructive'].includes(action.style)) node.classList.add(action.style);
  node.dir = 'auto';
  node.addEventListener('click', () => press(action));
  return node;
}

function card({ title, subtitle, text, images = [], buttons = [] }, press) {
  const node = element('div', 'card');
  for (const image of images) if (isPicture(image.url)) node.append(picture(image.url, image.alt));
  if (title) node.append(prose(title, 'text title'));
  if (subtitle) node.append(prose(subtitle, 'text subtitle'));
  if (text) node.append(prose(text));
  const choices = buttons.map(action => button(action, press)).filter(Boolean);
  if (choices.length) node.append(element('div', 'buttons', ...choices));
  return node;
}

function attachment(item, press) {
  if (item.contentType === HERO && item.content) return card(item.content, press);
  if (item.contentType?.startsWith('image/') && isPicture(item.contentUrl)) return picture(item.contentUrl, item.name);
  if (item.name && (!item.contentUrl || item.contentUrl.startsWith('blob:'))) return element('div', 'file', item.name);
  if (!isWeb(item.contentUrl)) return null;
  const opens = link(item.contentUrl, item.name || item.contentUrl);
  if (DOCUMENTS.includes(item.contentType)) opens.download = item.name || '';
  return opens;
}

/** What a person sees of an activity; null when there is nothing to see. */
export function contentOf(activity, press) {
  const shown = activity.channelData?.messageBack?.displayText ?? activity.text ?? '';
  const parts = (activity.attachments ?? []).map(item => attachment(item, press)).filter(Boolean);
  const pictures = parts.filter(part => part.classList.contains('picture'));
  const others = parts.filter(part => !part.classList.contains('picture'));
  const nodes = [...pictures, ...(shown.trim() ? [prose(shown)] : []), ...others];
  return nodes.length && !activity.channelData?.postBack ? element('div', 'content', ...nodes) : null;
}

export function bubble(content, mine, when) {
  const node = element('div', `turn ${mine ? 'mine' : 'theirs'}`, element('span', 'unseen', t(mine ? 'you' : 'bot')), content);
  node.append(clock(when));
  return node;
}

function clock(when) {
  const node = element('time', '', new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(when));
  node.dateTime = when.toISOString();
  return node;
}

export function dayLine(when) {
  const isToday = when.toDateString() === new Date().toDateString();
  return element('p', 'day', isToday ? t('today') : new Intl.DateTimeFormat(locale(), { dateStyle: 'full' }).format(when));
}

export const note = words => element('p', 'note', words);
