using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Marc;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Knowledge;

/// <summary>
/// Broken files, made of good ones: bits turned, pieces cut out, doubled and moved, lengths that lie, escape sequences and stray
/// terminators. No exception but ImportRefused may leave an import.
/// </summary>
public sealed class MarcFuzzTests(ITestOutputHelper output)
{
    private const int Usual = 1_000;
    private static readonly byte[][] Insertions =
    [
        [0x1D], [0x1E], [0x1F], [0x1B], "\u001B$1"u8.ToArray(), "\u001B(N"u8.ToArray(), "\u001B)2"u8.ToArray(), "\u001B(z"u8.ToArray(), "\u001Bg"u8.ToArray(), [0xE1, 0xE2, 0xEB], [0xC3], [0xF0, 0x9F],
        "99999"u8.ToArray(), "00000"u8.ToArray(), "-0001"u8.ToArray(), "&#x110000;"u8.ToArray(), "&#xD800;"u8.ToArray(), "&#x1F;"u8.ToArray(), "&amp;"u8.ToArray(), "&x;"u8.ToArray(),
        "<record>"u8.ToArray(), "</record>"u8.ToArray(), "<!DOCTYPE x [<!ENTITY x 'y'>]>"u8.ToArray(), "<subfield code=''>"u8.ToArray(), "<![CDATA["u8.ToArray(), "\0\0"u8.ToArray(), "\uFFFE\uFFFF"u8.ToArray(), "Ã¢â‚¬â„¢"u8.ToArray(),
    ];

    private static readonly byte[][] MarcSeeds =
    [
        MarcDraft.Titled("One"),
        [.. MarcDraft.Titled("One"), .. MarcDraft.Titled("Two"), .. MarcDraft.Titled("Three")],
        new MarcDraft().Control("001", "1").Control("008", "850213s1984    io            000 0 ind  ").Data("100", "1 ", "$aG\u00E2egn\u00E2e, X.").Data("245", "10", "$a\u001B(NmOSKWA\u001B(B$b\u001B$1!0!\u001B(B")
            .Data("880", "10", "$6245-01$a\u001B(2ylem\u001B(B").Data("260", "  ", "$aX :$bY,$c1419 H [1998]").Data("020", "  ", "$a9786020324562 (jil. 1)").Data("952", "  ", "$bSRP$cRak$d2026-03-05$p1").Bytes(),
        new MarcDraft(isUtf8: true).Control("001", "1").Data("245", "10", "$aCafé – 東京 Ã¢â‚¬â„¢ &#x4E2D;").Data("650", " 0", "$aSejarah$xJawa").Data("856", "40", "$uhttps://example.org/a.jpg").Bytes(),
    ];

    private static readonly byte[][] XmlSeeds =
    [
        Encoding.UTF8.GetBytes($"<collection>{MarcXmlTests.Record("1", "Satu")}{MarcXmlTests.Record("2", "Café – 東京 &amp;#x4E2D;")}</collection>"),
        Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='utf-8'?><o:OAI xmlns:o='urn:o'><record><header/><metadata>{MarcXmlTests.Record("3", "Tiga", "")}</metadata></record></o:OAI>"),
        Encoding.Unicode.GetBytes($"\uFEFF<?xml version='1.0' encoding='utf-16'?>{MarcXmlTests.Record("4", "Empat")}"),
    ];

    [Fact]
    public void No_mutation_of_ISO_2709_brings_the_import_down() => Play(MarcSeeds, "x.mrc", MarcFile.Import);

    [Fact]
    public void No_mutation_of_MARCXML_brings_the_import_down() => Play(XmlSeeds, "x.xml", MarcXmlFile.Import);

    private void Play(byte[][] seeds, string name, Func<Stream, string, Importing, Task<ImportRun>> import, [CallerMemberName] string kind = "") => Fuzz.Play(
        output, Gen.Select(OneOf(seeds), Mutation.Array[1, 8], (seed, mutations) => mutations.Aggregate(seed, (changed, mutation) => mutation(changed))), Usual,
        bytes =>
        {
            try
            {
                var run = import(new MemoryStream(bytes), name, new Importing(new MemoryStore(), TimeProvider.System)).GetAwaiter().GetResult();
                Assert.True(run.Seen - run.Skipped >= run.New, run.Summary);
            }
            catch (ImportRefused refused)
            {
                Assert.DoesNotContain('\n', refused.Message);
            }
        }, Convert.ToHexString, kind);

    private static Gen<Func<byte[], byte[]>> Mutation { get; } = Gen.OneOf<Func<byte[], byte[]>>(
        Gen.Select(Gen.Double.Unit, Gen.Int[0, 7]).Select<double, int, Func<byte[], byte[]>>((at, bit) => bytes => With(bytes, At(bytes, at), old => (byte)(old ^ (1 << bit)))),
        Gen.Select(Gen.Double.Unit, Gen.Byte).Select<double, byte, Func<byte[], byte[]>>((at, value) => bytes => With(bytes, At(bytes, at), _ => value)),
        Gen.Double.Unit.Select<double, Func<byte[], byte[]>>(at => bytes => bytes[..At(bytes, at)]),
        Gen.Select(Gen.Double.Unit, Gen.Double.Unit).Select<double, double, Func<byte[], byte[]>>((a, b) => bytes => [.. bytes[..Math.Min(At(bytes, a), At(bytes, b))], .. bytes[Math.Max(At(bytes, a), At(bytes, b))..]]),
        Gen.Select(Gen.Double.Unit, Gen.Double.Unit, Gen.Double.Unit).Select<double, double, double, Func<byte[], byte[]>>((a, b, to) => bytes => Spliced(bytes, At(bytes, a), At(bytes, b), At(bytes, to))),
        Gen.Select(Gen.Double.Unit, OneOf(Insertions)).Select<double, byte[], Func<byte[], byte[]>>((at, what) => bytes => [.. bytes[..At(bytes, at)], .. what, .. bytes[At(bytes, at)..]]),
        Gen.Select(Gen.Double.Unit, OneOf(Insertions)).Select<double, byte[], Func<byte[], byte[]>>((at, what) => bytes => Over(bytes, At(bytes, at), what)));

    private static Gen<byte[]> OneOf(byte[][] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static int At(byte[] bytes, double part) => (int)(part * bytes.Length);

    private static byte[] With(byte[] bytes, int at, Func<byte, byte> change)
    {
        if (bytes.Length == 0)
            return bytes;
        var changed = bytes.ToArray();
        changed[Math.Min(at, changed.Length - 1)] = change(changed[Math.Min(at, changed.Length - 1)]);
        return changed;
    }

    private static byte[] Spliced(byte[] bytes, int a, int b, int to) => [.. bytes[..to], .. bytes[Math.Min(a, b)..Math.Max(a, b)], .. bytes[to..]];

    private static byte[] Over(byte[] bytes, int at, byte[] what)
    {
        var changed = bytes.ToArray();
        what.AsSpan(0, Math.Min(what.Length, changed.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }
}
