// <script src="https://BOT/embed.js" async></script> on a library's own site: a button that opens the chat.
// data-lang="en" sets the words of the button; the chat itself follows the reader's browser.
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const english = (script.dataset.lang ?? document.documentElement.lang).toLowerCase().startsWith('en');
  const words = english ? { open: 'Ask the library', close: 'Close the chat' } : { open: 'Tanya perpustakaan', close: 'Tutup obrolan' };
  const on = (node, styles) => Object.assign(node.style, styles);

  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  on(button, {
    position: 'fixed', insetBlockEnd: '1rem', insetInlineEnd: '1rem', zIndex: '2147483000', minHeight: '3rem', padding: '.6rem 1.3rem',
    border: '2px solid #d9a441', borderRadius: '999px', background: '#123c5a', color: '#fff', font: '600 16px/1.3 system-ui, sans-serif',
    cursor: 'pointer', boxShadow: '0 3px 14px rgb(0 0 0 / .3)',
  });

  let frame = null;
  const show = open => {
    if (open && !frame) frame = makeFrame();
    if (frame) frame.style.display = open ? 'block' : 'none';
    button.textContent = open ? words.close : words.open;
    button.setAttribute('aria-expanded', String(open));
    if (open) frame.focus();
  };

  function makeFrame() {
    const made = document.createElement('iframe');
    made.src = `${origin}/?panel=embed&embed=1`;
    made.title = words.open;
    on(made, {
      position: 'fixed', insetBlockEnd: '5rem', insetInlineEnd: '1rem', zIndex: '2147483000', width: 'min(26rem, calc(100vw - 2rem))',
      height: 'min(42rem, calc(100dvh - 6.5rem))', border: '1px solid #99a3ad', borderRadius: '14px', background: '#fff', boxShadow: '0 8px 32px rgb(0 0 0 / .3)',
    });
    document.body.append(made);
    return made;
  }

  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'));
  addEventListener('keydown', event => { if (event.key === 'Escape' && frame) show(false); });
  addEventListener('message', event => {
    if (!frame || event.source !== frame.contentWindow || event.data !== 'librarybot:close') return;
    show(false);
    button.focus();
  });
  const place = () => { document.body.append(button); show(false); };
  if (document.body) place();
  else addEventListener('DOMContentLoaded', place);
})();
