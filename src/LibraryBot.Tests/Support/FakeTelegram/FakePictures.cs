namespace LibraryBot.Tests.Support;

/// <summary>Finds the picture that a call means: uploaded with it, or sent before and named by its file_id.</summary>
internal static class FakePictures
{
    private const int AtMost = 10 * 1024 * 1024;

    public static (string FileId, byte[] Bytes) Read(FakeTelegram fake, FakeArguments arguments, string field, string? given)
    {
        var uploaded = arguments.File(field) ?? (given is null ? null : arguments.File(given));
        if (uploaded is null)
        {
            return given is not null && fake.Files.Find(given) is { } known
                ? (given, known)
                : throw FakeRefusal.Bad(given is null ? "there is no photo in the request" : "wrong remote file identifier specified: Wrong character in the string");
        }

        if (uploaded.Length > AtMost)
            throw new FakeRefusal(413, "Request Entity Too Large");
        var isPicture = uploaded is [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..];
        if (!isPicture)
            throw FakeRefusal.Bad("IMAGE_PROCESS_FAILED");
        fake.Files.Uploads++;
        return (fake.Files.Keep(uploaded), uploaded);
    }
}
