namespace LibraryBot.Language;

/// <summary>A label and how likely it is, 0 to 1.</summary>
public readonly record struct Likely(string Label, double Probability);

/// <summary>
/// Tells which label a short text has, from labelled examples: multinomial logistic regression over words, pairs of words, stems and
/// beginnings of words, the rare ones weighing more. Always the same from the same examples.
/// </summary>
public sealed class TextClassifier
{
    private const int Rounds = 4;
    private const float Rate = 0.4f;
    private const float Decay = 1e-3f;
    private const float Least = 1e-3f;

    /// <summary>What is known so well is not learned again: most labels of most examples.</summary>
    private const float Flat = 2e-2f;
    private const int Beginning = 4;
    private readonly string[] labels;
    private readonly Dictionary<ulong, int> features = [];
    private readonly float[] rarity;

    /// <summary>For each feature its weights, label by label.</summary>
    private readonly float[] weights;

    /// <param name="examples">Words of each example, in the form in which questions will be given.</param>
    /// <param name="counts">For how much an example counts, by its place; null: all count the same.</param>
    public TextClassifier(IReadOnlyList<(string Label, IReadOnlyList<string> Words)> examples, Func<int, float>? counts = null)
    {
        labels = [.. examples.Select(example => example.Label).Distinct().Order(StringComparer.Ordinal)];
        var said = examples.Select(example => FeaturesOf(example.Words).Distinct().ToArray()).ToArray();
        var counted = said.SelectMany(of => of).CountBy(feature => feature).ToList();
        foreach (var (feature, _) in counted)
            features[feature] = features.Count;
        rarity = [.. counted.Select(feature => (float)Math.Log(1 + examples.Count / (double)feature.Value))];
        weights = new float[features.Count * labels.Length];
        Learn([.. examples.Select((example, at) => (Array.IndexOf(labels, example.Label), Present(said[at]), counts?.Invoke(at) ?? 1))]);
    }

    /// <summary>Every label, the likeliest first.</summary>
    public IReadOnlyList<Likely> Of(IReadOnlyList<string> words)
    {
        var chances = new float[labels.Length];
        Chances(Present([.. FeaturesOf(words).Distinct()]), chances);
        return [.. labels.Select((label, at) => new Likely(label, chances[at])).OrderByDescending(likely => likely.Probability)];
    }

    private void Learn(IReadOnlyList<(int Label, (int Feature, float Size)[] Present, float Counts)> examples)
    {
        var squares = new float[weights.Length];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var shuffle = new Random(1);
        var chances = new float[labels.Length];
        for (var round = 0; round < Rounds; round++)
        {
            shuffle.Shuffle(order);
            foreach (var at in order)
            {
                var (label, present, counts) = examples[at];
                Chances(present, chances);
                chances[label] -= 1;
                for (var other = 0; other < labels.Length; other++)
                {
                    if (Math.Abs(counts * chances[other]) >= Flat)
                        Step(other, counts * chances[other], present, squares);
                }
            }
        }
    }

    // AdaGrad (Duchi, Hazan, Singer, 2011): rare features take large steps, common ones small ones.
    private void Step(int label, float slope, (int Feature, float Size)[] present, float[] squares)
    {
        foreach (var (feature, size) in present)
        {
            var at = feature * labels.Length + label;
            var step = slope * size + Decay * weights[at];
            squares[at] += step * step;
            weights[at] -= Rate * step / (Least + MathF.Sqrt(squares[at]));
        }
    }

    private void Chances((int Feature, float Size)[] present, float[] chances)
    {
        Array.Clear(chances);
        foreach (var (feature, size) in present)
        {
            var row = feature * labels.Length;
            for (var label = 0; label < chances.Length; label++)
                chances[label] += weights[row + label] * size;
        }

        var highest = chances.Max();
        var sum = 0f;
        for (var label = 0; label < chances.Length; label++)
            sum += chances[label] = MathF.Exp(chances[label] - highest);
        for (var label = 0; label < chances.Length; label++)
            chances[label] /= sum;
    }

    private (int Feature, float Size)[] Present(ulong[] said)
    {
        var known = said.Select(feature => features.GetValueOrDefault(feature, -1)).Where(feature => feature >= 0).ToList();
        var length = (float)Math.Sqrt(known.Sum(feature => rarity[feature] * rarity[feature]));
        return [.. known.Select(feature => (feature, rarity[feature] / length))];
    }

    private static IEnumerable<ulong> FeaturesOf(IReadOnlyList<string> words)
    {
        var before = "";
        foreach (var word in words)
        {
            yield return Hash('1', word);
            yield return Hash('2', before, word);
            before = word;
            if (word[0] == '<')
                continue;
            foreach (var stem in WordForms.Stems(word))
                yield return Hash('s', stem);
            if (word.Length > Beginning)
                yield return Hash('b', word[..Beginning]);
        }

        yield return Hash('2', before, "");
    }

    // FNV-1a; the runtime's own hashes differ from start to start.
    private static ulong Hash(char kind, params ReadOnlySpan<string> parts)
    {
        var hash = (14695981039346656037 ^ kind) * 1099511628211;
        foreach (var part in parts)
        {
            foreach (var letter in part)
                hash = (hash ^ letter) * 1099511628211;
            hash = (hash ^ ' ') * 1099511628211;
        }

        return hash;
    }
}
