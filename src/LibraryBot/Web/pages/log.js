// The log: what was said, in order, with the newest in sight unless the reader has scrolled away.
import { bubble, contentOf, dayLine, element, note } from './bubbles.js';

export class Log {
  #node; #newer; #press;
  #dots = element('div', 'dots', element('i'), element('i'), element('i'));
  #lastDay = '';
  #following = true;
  #lastTop = 0;

  constructor(node, newer, press) {
    this.#node = node;
    this.#newer = newer;
    this.#press = press;
    this.#dots.setAttribute('aria-hidden', 'true');
    newer.addEventListener('click', () => { this.toEnd(); node.focus(); });
    node.addEventListener('scroll', () => this.#scrolled());
    new ResizeObserver(() => { if (this.#following) this.toEnd(); }).observe(node);
  }

  /** The bubble, or null when the activity has nothing to show. */
  append(activity, mine, history = false) {
    const content = contentOf(activity, this.#press);
    if (!content) return null;
    const when = activity.timestamp ? new Date(activity.timestamp) : new Date();
    document.getElementById('empty')?.remove();
    this.#beginDay(when);
    const node = bubble(content, mine, when);
    if (activity.id) node.dataset.id = activity.id;
    this.#join(this.#last(), node);
    this.#node.append(node, this.#dots);
    for (const image of node.querySelectorAll('img')) image.addEventListener('load', () => { if (this.#following) this.toEnd(); });
    if (mine || this.#following || history) this.toEnd();
    else this.#newer.hidden = false;
    return node;
  }

  /** Something that the bot said earlier reads otherwise now. */
  edit(activity) {
    const node = [...this.#node.querySelectorAll('.turn')].find(turn => turn.dataset.id === activity.replyToId);
    const content = contentOf(activity, this.#press);
    if (node && content) node.querySelector('.content').replaceWith(content);
  }

  /** What was shown before it was sent takes its place in the order that the library heard it. */
  moveToEnd(node) {
    if (node !== this.#last()) this.#node.insertBefore(node, this.#dots);
  }

  tell(words) { this.#node.append(note(words), this.#dots); }

  clear() {
    this.#node.replaceChildren();
    this.#lastDay = '';
  }

  /** Spoken by screen readers as it comes, or silent while history is read in. */
  speak(aloud) { this.#node.setAttribute('aria-live', aloud ? 'polite' : 'off'); }

  showDots(on) {
    this.#dots.classList.toggle('on', on);
    if (on && this.#following) this.toEnd();
  }

  isAtEnd() {
    return this.#node.scrollHeight - this.#node.scrollTop - this.#node.clientHeight < 60;
  }

  toEnd() {
    this.#following = true;
    this.#node.scrollTop = this.#node.scrollHeight;
    this.#newer.hidden = true;
  }

  // On its way down a smooth scroll is not at the end yet: only a move upwards is the reader's own.
  #scrolled() {
    const top = this.#node.scrollTop;
    if (this.isAtEnd()) {
      this.#following = true;
      this.#newer.hidden = true;
    } else if (top < this.#lastTop) {
      this.#following = false;
    }
    this.#lastTop = top;
  }

  #last() { return [...this.#node.querySelectorAll('.turn')].at(-1); }

  #beginDay(when) {
    if (when.toDateString() !== this.#lastDay) this.#node.append(dayLine(when));
    this.#lastDay = when.toDateString();
  }

  /** Said in the same minute by the same side: one time below both is enough. */
  #join(before, node) {
    if (!before || before.classList.contains('mine') !== node.classList.contains('mine')) return;
    const [earlier, later] = [before, node].map(turn => turn.querySelector('time').textContent);
    if (earlier === later) before.classList.add('joined');
  }
}
