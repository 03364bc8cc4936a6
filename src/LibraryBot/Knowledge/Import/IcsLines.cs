using System.Text;

namespace LibraryBot.Knowledge.Import;

/// <summary>The lines of a calendar with their folds undone (RFC 5545, 3.1), one at a time. Of a line of any length only the beginning is kept.</summary>
internal sealed class IcsLines(TextReader text)
{
    private const int LetterAtMost = 1 << 16;
    private int ahead = text.Read();

    /// <summary>The next line that is not empty, or null at the end.</summary>
    public string? Next()
    {
        var line = new StringBuilder();
        while (ahead >= 0)
        {
            ReadLine(line);
            if (ahead is ' ' or '\t' && line.Length > 0)
                ahead = text.Read();
            else if (line.Length > 0)
                return line.ToString();
        }

        return null;
    }

    private void ReadLine(StringBuilder line)
    {
        for (; ahead >= 0 && ahead is not ('\r' or '\n'); ahead = text.Read())
        {
            if (line.Length < LetterAtMost)
                line.Append((char)ahead);
        }

        while (ahead is '\r' or '\n')
            ahead = text.Read();
    }
}
