import { languageButton } from './words.js';

languageButton(document.getElementById('language'));
