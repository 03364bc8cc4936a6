// The texts of the pages themselves, in both languages. What the bot says comes from its own dialogs.
const words = {
  id: {
    tagline: 'Tanya pustakawan, kapan saja',
    'tagline.board': 'Papan pengumuman',
    log: 'Percakapan',
    'log.board': 'Pengumuman',
    choices: 'Pilihan jawaban',
    write: 'Tulis pesan Anda',
    placeholder: 'Tulis pertanyaan Anda…',
    hint: 'Enter mengirim, Shift+Enter baris baru',
    send: 'Kirim',
    attach: 'Kirim gambar atau berkas',
    fresh: 'Percakapan baru',
    close: 'Tutup obrolan',
    newer: 'Pesan baru',
    sure: 'Mulai percakapan baru? Percakapan ini tidak dapat dibuka lagi di sini.',
    'sure.yes': 'Mulai baru',
    'sure.no': 'Tetap di sini',
    you: 'Anda:',
    bot: 'Perpustakaan:',
    connecting: 'Menyambungkan…',
    online: 'Tersambung kembali.',
    waiting: 'Sambungan terputus. Mencoba lagi…',
    failed: 'Belum terkirim.',
    retry: 'Kirim lagi',
    slow: 'Terlalu banyak pesan sekaligus. Tunggu sebentar.',
    refused: 'Pesan ini tidak dapat diterima.',
    ended: 'Percakapan sebelumnya sudah berakhir. Ini percakapan baru.',
    remove: 'Hapus {name}',
    'picture.kind': 'Hanya gambar JPEG, PNG, GIF, atau WebP; berkas lain hanya dari petugas yang sudah masuk.',
    'picture.size': 'Gambar paling besar 10 MB, berkas petugas 20 MB.',
    'picture.count': 'Paling banyak 5 sekaligus.',
    picture: 'Gambar',
    'new.tab': '(tab baru)',
    today: 'Hari ini',
    'board.empty': 'Belum ada pengumuman. Yang disetujui akan tampil di sini.',
    'demo.title': 'Peragaan LibraryBot',
    'demo.intro': 'Empat layar, satu bot: pustakawan menulis, rekan menyetujui, pengumuman terbit, pemustaka bertanya.',
    'demo.patron': 'Pemustaka',
    'demo.patron.try': 'Coba tanyakan: “Buku baru minggu ini apa saja?”',
    'demo.librarian': 'Pustakawan',
    'demo.librarian.try': 'Ketik /buat, lalu pilih Agenda kegiatan.',
    'demo.approver': 'Penyetuju',
    'demo.approver.try': 'Tunggu unggahan pustakawan, lalu setujui atau minta perubahan.',
    'demo.board': 'Papan pengumuman',
    'demo.board.try': 'Yang disetujui muncul di sini, seperti di sebuah grup.',
    'demo.others': 'Buka juga sebagai:',
    'role.librarian': 'pustakawan',
    'role.approver': 'penyetuju',
    'role.owner': 'pemilik',
  },
  en: {
    tagline: 'Ask the library, any time',
    'tagline.board': 'Announcement board',
    log: 'Conversation',
    'log.board': 'Announcements',
    choices: 'Suggested answers',
    write: 'Write your message',
    placeholder: 'Write your question…',
    hint: 'Enter sends, Shift+Enter starts a new line',
    send: 'Send',
    attach: 'Send a picture or a file',
    fresh: 'New conversation',
    close: 'Close the chat',
    newer: 'New messages',
    sure: 'Start a new conversation? This one cannot be opened here again.',
    'sure.yes': 'Start anew',
    'sure.no': 'Stay here',
    you: 'You:',
    bot: 'Library:',
    connecting: 'Connecting…',
    online: 'Connected again.',
    waiting: 'The connection was lost. Trying again…',
    failed: 'Not sent yet.',
    retry: 'Send again',
    slow: 'Too many messages at once. Please wait a little.',
    refused: 'This message cannot be taken.',
    ended: 'The earlier conversation has ended. This is a new one.',
    remove: 'Remove {name}',
    'picture.kind': 'Pictures only: JPEG, PNG, GIF or WebP; other files are taken of signed-in staff.',
    'picture.size': 'A picture may have at most 10 MB, a file of the staff 20 MB.',
    'picture.count': 'At most 5 at once.',
    picture: 'Picture',
    'new.tab': '(new tab)',
    today: 'Today',
    'board.empty': 'No announcements yet. What is approved appears here.',
    'demo.title': 'LibraryBot at work',
    'demo.intro': 'Four screens, one bot: a librarian writes, a colleague approves, the news goes out, a patron asks.',
    'demo.patron': 'Patron',
    'demo.patron.try': 'Try asking: “Which books are new this week?”',
    'demo.librarian': 'Librarian',
    'demo.librarian.try': 'Type /post, then choose the event.',
    'demo.approver': 'Approver',
    'demo.approver.try': 'Wait for the librarian’s post, then approve it or ask for changes.',
    'demo.board': 'Announcement board',
    'demo.board.try': 'What is approved appears here, as it would in a group.',
    'demo.others': 'Open as someone else:',
    'role.librarian': 'librarian',
    'role.approver': 'approver',
    'role.owner': 'owner',
  },
};

const KEY = 'librarybot:language';

/** localStorage, or nothing where a browser forbids it (private windows, frames on other sites). */
export const memory = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* the page works without */ } },
  remove(key) { try { localStorage.removeItem(key); } catch { /* as above */ } },
};

function preferred() {
  const kept = memory.get(KEY);
  if (kept === 'id' || kept === 'en') return kept;
  const known = (navigator.languages ?? []).map(tag => tag.slice(0, 2).toLowerCase()).find(tag => ['id', 'in', 'ms', 'jv', 'su', 'en'].includes(tag));
  return known === 'en' ? 'en' : 'id';
}

let language = preferred();
const listeners = [];

export const locale = () => (language === 'en' ? 'en-US' : 'id-ID');

/** The text of a key; {name} is filled in from values. */
export const t = (key, values = {}) => (words[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

/** Puts the texts of the chosen language into everything that names one. */
export function translate(root = document) {
  document.documentElement.lang = language;
  for (const node of root.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll('[data-title]')) node.title = t(node.dataset.title);
  for (const node of root.querySelectorAll('[data-placeholder]')) node.placeholder = t(node.dataset.placeholder);
  for (const node of root.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', t(node.dataset.label));
    if (node.tagName === 'BUTTON') node.title = t(node.dataset.label);
  }
}

function choose(chosen) {
  language = chosen;
  translate();
  listeners.forEach(listener => listener());
}

/** A button that names the other language and switches to it; pages open beside this one follow. */
export function languageButton(button, changed = () => {}) {
  const name = () => {
    const [code, full] = language === 'en' ? ['id', 'Indonesia'] : ['en', 'English'];
    button.textContent = code.toUpperCase();
    button.lang = code;
    button.title = full;
    button.setAttribute('aria-label', `${code.toUpperCase()}: ${full}`);
  };
  listeners.push(name, changed);
  button.addEventListener('click', () => {
    const other = language === 'en' ? 'id' : 'en';
    memory.set(KEY, other);
    choose(other);
  });
  addEventListener('storage', event => {
    if (event.key === KEY && (event.newValue === 'id' || event.newValue === 'en')) choose(event.newValue);
  });
  translate();
  name();
}
