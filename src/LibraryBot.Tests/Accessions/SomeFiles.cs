namespace LibraryBot.Tests.Accessions;

/// <summary>Small files of each kind, as libraries send them.</summary>
internal static class SomeFiles
{
    public const string Knowledge = """
        { "books": [
            { "id": "N1", "title": "Meronce Manik Nusantara", "author": "Lestari, Dewi", "year": 2026, "lang": "id", "copies": 1 },
            { "id": "N2", "author": "Tanpa Judul" } ] }
        """;

    public const string Calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:manik-1\r\nSUMMARY:Lokakarya Manik\r\nDTSTART:20260321T030000Z\r\nDTEND:20260321T050000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    public const string SlimsTitles =
        "\"title\",\"gmd_name\",\"edition\",\"isbn_issn\",\"publisher_name\",\"publish_year\",\"collation\",\"series_title\",\"call_number\",\"language_name\",\"place_name\",\"classification\",\"notes\",\"image\",\"sor\",\"authors\",\"topics\",\"item_code\"\n"
        + "\"Tenun Ikat Sumba\",\"Text\",\"\",\"\",\"Pustaka\",\"2024\",\"\",\"\",\"746 TEN\",\"Indonesia\",\"Kupang\",\"746\",\"\",\"\",\"\",\"<Rambu, Ina>\",\"<Tenun>\",\"<B001><B002>\"\n";

    public const string SlimsCopies =
        "\"item_code\",\"call_number\",\"coll_type_name\",\"inventory_code\",\"received_date\",\"supplier_name\",\"order_no\",\"location_name\",\"order_date\",\"item_status_name\",\"site\",\"source\",\"invoice\",\"price\",\"price_currency\",\"invoice_date\",\"input_date\",\"last_update\",\"title\"\n"
        + "\"B001\",\"746 TEN\",\"Umum\",\"\",\"2026-03-01\",\"\",\"\",\"Gedung Utama\",\"\",\"\",\"\",\"1\",\"\",\"0\",\"\",\"\",\"2026-03-02 08:00:00\",\"2026-03-02 08:00:00\",\"Tenun Ikat Sumba\"\n";
}
