namespace LibraryBot.Tests.Support;

/// <summary>A library small enough to hold in the head, in the native shape.</summary>
public static class SmallLibrary
{
    public const string Json = """
        {
          "library": { "id": "uji", "name": "Perpustakaan Uji", "branches": [ { "id": "utama", "name": "Gedung Utama", "aliases": ["utama"], "address": "Jl. Uji 1" } ] },
          "books": [
            { "id": "U1", "title": "Sungai dan Kota", "author": "Rahman, Ayu", "year": 2025, "class": "307.76", "call_number": "307.76 RAH s", "subjects": ["Perkotaan"], "lang": "id", "added": "2026-03-10", "copies": 2, "available": 1 },
            { "id": "U2", "title": "Belajar Merajut", "author": "Wulan, Sari", "year": 2024, "class": "746.43", "call_number": "746.43 WUL b", "subjects": ["Kerajinan"], "lang": "id", "added": "2026-03-09", "copies": 1, "available": 1 },
            { "id": "U3", "title": "Deep Learning for Libraries", "author": "Stone, Mary", "year": 2025, "class": "006.31", "call_number": "006.31 STO d", "subjects": ["Machine learning"], "lang": "en", "added": "2026-02-02", "copies": 1, "available": 0 }
          ],
          "events": [
            { "id": "V1", "title": "Klub Baca Sore", "type": "klub baca", "start": "2026-03-14T15:00+07:00", "end": "2026-03-14T17:00+07:00", "branch": "utama", "room": "Teras", "registration": "none" },
            { "id": "V3", "title": "Pelatihan Sitasi", "type": "pelatihan", "start": "2026-03-20T09:00+07:00", "end": "2026-03-20T11:00+07:00", "branch": "utama", "room": "Aula", "registration": "required", "quota": 30, "taken": 12 },
            { "id": "V2", "title": "Rapat Staf", "type": "rapat", "start": "2026-03-14T09:00+07:00", "end": "2026-03-14T10:00+07:00", "branch": "utama", "visibility": "internal" }
          ],
          "hours": [ { "id": "J1", "branch": "utama", "valid": "always", "mon_fri": "08:00-16:00", "sat": "09:00-13:00", "sun": "closed" } ],
          "faq": [ { "id": "T1", "q": "Aturan peminjaman", "a": "Dua buku selama 14 hari." } ]
        }
        """;
}
