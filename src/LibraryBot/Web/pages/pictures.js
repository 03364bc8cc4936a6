// Pictures and other files chosen, dropped or pasted, waiting below the log until they are sent. Other files are taken of the staff alone: the server tells.
import { element } from './bubbles.js';
import { t } from './words.js';

const KINDS = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const BYTES_AT_MOST = 10 * 1024 * 1024;
const FILE_BYTES_AT_MOST = 20 * 1024 * 1024;
const AT_MOST = 5;

const isPicture = file => KINDS.includes(file.type);

export class Pictures {
  #preview; #input; #tell;
  #files = [];

  constructor(preview, input, tell) {
    this.#preview = preview;
    this.#input = input;
    this.#tell = tell;
  }

  /** Hands over what waits, and waits for nothing more. */
  take() {
    const taken = this.#files;
    this.#files = [];
    this.#draw();
    return taken;
  }

  listen(write) {
    this.#input.addEventListener('change', () => {
      this.#add(this.#input.files);
      this.#input.value = '';
      write.focus();
    });
    write.addEventListener('paste', event => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.#add(event.clipboardData.files);
    });
    addEventListener('dragover', event => {
      event.preventDefault();
      document.body.classList.toggle('dropping', event.dataTransfer?.types.includes('Files') ?? false);
    });
    addEventListener('dragleave', event => { if (!event.relatedTarget) document.body.classList.remove('dropping'); });
    addEventListener('drop', event => {
      event.preventDefault();
      document.body.classList.remove('dropping');
      this.#add(event.dataTransfer?.files ?? []);
      write.focus();
    });
  }

  #add(files) {
    for (const file of files) {
      if (file.type.startsWith('image/') && !isPicture(file)) this.#tell(t('picture.kind'));
      else if (this.#size() + file.size > (isPicture(file) ? BYTES_AT_MOST : FILE_BYTES_AT_MOST)) this.#tell(t('picture.size'));
      else if (this.#files.length === AT_MOST) this.#tell(t('picture.count'));
      else this.#files.push(file);
    }
    this.#draw();
  }

  #size() { return this.#files.reduce((sum, file) => sum + file.size, 0); }

  #draw() {
    this.#preview.replaceChildren(...this.#files.map(file => this.#thumb(file)));
    this.#preview.hidden = this.#files.length === 0;
  }

  #thumb(file) {
    const shown = isPicture(file) ? this.#picture(file) : element('span', 'file', file.name);
    const remove = element('button', 'remove', '×');
    remove.type = 'button';
    remove.setAttribute('aria-label', t('remove', { name: file.name }));
    remove.addEventListener('click', () => {
      this.#files = this.#files.filter(other => other !== file);
      this.#draw();
      document.getElementById('write').focus();
    });
    return element('div', 'thumb', shown, remove);
  }

  #picture(file) {
    const image = element('img');
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.addEventListener('load', () => URL.revokeObjectURL(image.src));
    return image;
  }
}
