using System.Security.Cryptography;

namespace LibraryBot.Web;

/// <summary>The key that tokens and media links are signed with: made once, kept in the data folder, readable by its owner alone.</summary>
public static class SigningKey
{
    private const int Bytes = 32;

    public static byte[] In(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "signing.key");
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Bytes } key)
            return key;

        key = RandomNumberGenerator.GetBytes(Bytes);
        Directory.CreateDirectory(dataFolder);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
        return key;
    }
}
