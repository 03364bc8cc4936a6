namespace LibraryBot.Publishing.Meta;

/// <summary>A picture as it would be sent.</summary>
/// <param name="Url">Where Meta can fetch it for a while; null: the bot has no address that is reached from outside.</param>
public sealed record MetaPicture(byte[] Bytes, string ContentType, int Width, int Height, string? Url)
{
    public double Ratio => (double)Width / Height;
}
