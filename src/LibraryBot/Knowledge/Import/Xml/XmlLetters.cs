namespace LibraryBot.Knowledge.Import.Xml;

/// <summary>
/// A text whose letters that XML forbids (XML 1.0, 2.2) are spaces: catalogues carry control letters from old systems. No tag in it goes
/// on without end.
/// </summary>
internal sealed class XmlLetters(TextReader text) : TextReader
{
    private int sinceTag;

    public override int Peek() => text.Peek() is var letter and >= 0 ? Allowed((char)letter) : -1;

    public override int Read() => text.Read() is var letter and >= 0 ? Allowed((char)letter) : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = text.Read(buffer, index, count);
        foreach (ref var letter in buffer.AsSpan(index, Math.Max(0, read)))
            letter = Allowed(letter);
        var tag = buffer.AsSpan(index, Math.Max(0, read)).LastIndexOf('>');
        sinceTag = tag >= 0 ? read - tag - 1 : sinceTag + read;
        XmlBounds.Check(sinceTag);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private static char Allowed(char letter) => letter is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF' ? ' ' : letter;
}
