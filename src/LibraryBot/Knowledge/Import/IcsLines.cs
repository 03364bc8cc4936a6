using System.Text;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// The lines of a calendar with their folds undone (RFC 5545, 3.1), one at a time. Of a long line, as an attached file is, only the
/// beginning is kept; one that does not end at all is not followed.
/// </summary>
internal sealed class IcsLines(TextReader text)
{
    private const int LettersKept = 1 << 16;
    private const int LettersAtMost = 1 << 22;
    private readonly StringBuilder line = new();
    private int ahead = text.Read();
    private int letters;

    /// <summary>The next line that is not empty, or null at the end.</summary>
    /// <exception cref="ImportRefused">It is longer than any file that hangs on an event.</exception>
    public string? Next()
    {
        line.Clear();
        letters = 0;
        while (ahead >= 0)
        {
            ReadLine();
            if (ahead is ' ' or '\t' && line.Length > 0)
                Step();
            else if (line.Length > 0)
                return line.ToString();
        }

        return null;
    }

    private void ReadLine()
    {
        for (; ahead >= 0 && ahead is not ('\r' or '\n'); Step())
        {
            if (line.Length < LettersKept)
                line.Append((char)ahead);
        }

        while (ahead is '\r' or '\n')
            Step();
    }

    private void Step()
    {
        ahead = text.Read();
        if (++letters > LettersAtMost)
            throw new ImportRefused("The calendar has a line that does not end; it is not read.");
    }
}
