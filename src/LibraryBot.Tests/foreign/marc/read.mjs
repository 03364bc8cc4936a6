// Reads each file named on the command line with marcjs and prints a line of JSON for each record: file, number, 245 and the names.
import { readFileSync } from 'node:fs';
import marcjs from 'marcjs';

const names = ['100', '110', '111', '700', '710', '711', '720'];

// A field of marcjs is [tag, indicators, code, text, code, text ...].
const texts = (field, codes) => {
  const found = [];
  for (let at = 2; at + 1 < field.length; at += 2)
    if (codes.includes(field[at])) found.push(field[at + 1]);
  return found;
};

const read = (bytes) => {
  try {
    const record = marcjs.Marc.parse(bytes, 'iso2709');
    const of = (tag) => record.fields.filter((field) => field[0] === tag);
    return {
      title: of('245').slice(0, 1).flatMap((field) => texts(field, 'abnp')),
      authors: names.flatMap(of).map((field) => texts(field, 'ab')),
    };
  } catch (failed) {
    return { failed: String(failed.message) };
  }
};

// marcjs cuts its stream at the record terminator too, but one record that it cannot read ends the whole stream.
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const end = bytes.indexOf(0x1d, start);
    console.log(JSON.stringify({ file, number, ...read(bytes.subarray(start, end < 0 ? bytes.length : end + 1)) }));
    start = end < 0 ? bytes.length : end + 1;
  }
}
