using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// The keys that tokens are locked with (ASP.NET Core Data Protection), in <c>keys/</c> of the data folder, for its owner alone. A backup
/// does not hold them: a token in it opens nowhere but here.
/// </summary>
public sealed class TokenKeys(string dataFolder)
{
    private const string Application = "LibraryBot";

    public string Folder { get; } = Path.Combine(dataFolder, "keys");

    /// <summary>Locks a token. Makes the keys when there are none; throws when they cannot be written.</summary>
    public string Protect(string kind, string token)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var locked = Protector(kind, _ => { }).Protect(token);
        Secure();
        return locked;
    }

    /// <summary>Null when the keys that it was locked with are gone or cannot be read. Changes nothing.</summary>
    public string? Unprotect(string kind, string locked)
    {
        if (!Directory.Exists(Folder))
            return null;
        try
        {
            return Protector(kind, protection => protection.DisableAutomaticKeyGeneration()).Unprotect(locked);
        }
        // Without a key of its own it throws InvalidOperationException.
        catch (Exception lost) when (lost is CryptographicException or InvalidOperationException or IOException or UnauthorizedAccessException or System.Xml.XmlException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string kind, Action<IDataProtectionBuilder> set) =>
        DataProtectionProvider.Create(new DirectoryInfo(Folder), protection => set(protection.SetApplicationName(Application))).CreateProtector("token", kind);

    /// <summary>For their owner alone, and on disk before a token is that only they open.</summary>
    private void Secure()
    {
        foreach (var key in Directory.EnumerateFiles(Folder))
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            using var file = new FileStream(key, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }
    }
}
