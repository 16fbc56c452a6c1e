using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Names;

/// <summary>Ways to write a name: as it is, with abbreviations written out or made, with general synonyms.</summary>
internal sealed class NameVariants(ModelWords model)
{
    private const int Most = 24;

    // Verbs and what may follow them: one word in names, two in questions.
    private static readonly string[] Verbs =
        ["sign", "check", "log", "start", "set", "pick", "drop", "pay", "turn", "take", "hand", "follow", "build", "close", "write", "opt", "buy", "sell", "cash", "call", "work", "phase", "roll", "hold", "line", "stand"];

    private static readonly string[] Particles = ["up", "in", "out", "off", "over", "down", "back"];

    /// <summary>The name itself, then its variants.</summary>
    public IReadOnlyList<NameVariant> Of(IReadOnlyList<string> words, bool synonyms)
    {
        List<NameVariant> variants = [new(words, 0, words.Count, LinkStrengths.Name, LinkKind.Exact)];
        var written = words.SelectMany(w => Longer(w)).ToList();
        if (written.Count > words.Count || !written.SequenceEqual(words, StringComparer.Ordinal))
            variants.Add(new(written, 0, written.Count, LinkStrengths.Abbreviation, LinkKind.Synonym));
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var other in Abbreviations.Of(words[i]).Concat(Completed(words[i])))
                variants.Add(Replaced(words, i, 1, other, LinkStrengths.Abbreviation, LinkKind.Synonym));
            // "50 ml" of 50ml.
            if (words[i].TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is { Length: > 0 } unit && unit.Length < words[i].Length && unit.All(char.IsAsciiLetter))
                variants.Add(Replaced(words, i, 1, [words[i][..^unit.Length], unit], LinkStrengths.Name, LinkKind.Exact));
            // "check-ins" for check_in.
            if (i > 0 && Particles.Contains(words[i]) && Verbs.Contains(words[i - 1]))
                variants.Add(Replaced(words, i, 1, [words[i] + "s"], LinkStrengths.Abbreviation, LinkKind.Synonym));
            // "signed up" for signup_date.
            foreach (var particle in Particles.Where(p => words[i].EndsWith(p, StringComparison.Ordinal) && Verbs.Contains(words[i][..^p.Length])))
                variants.Add(Replaced(words, i, 1, [words[i][..^particle.Length], particle], LinkStrengths.Abbreviation, LinkKind.Synonym));
        }

        if (synonyms)
            variants.AddRange(Named(words).Concat(written.SequenceEqual(words, StringComparer.Ordinal) ? [] : Named(written)));
        return [.. variants.Take(Most)];
    }

    private static IEnumerable<NameVariant> Named(IReadOnlyList<string> words)
    {
        for (var length = Math.Min(ColumnSynonyms.LongestPhrase, words.Count); length > 0; length--)
        {
            for (var i = 0; i + length <= words.Count; i++)
            {
                // The heads of a crew are how many people it has, and none of them leads it.
                if (length == 1 && words[i] == "heads")
                    continue;
                var phrase = string.Join(' ', words.Skip(i).Take(length).Select(EnglishStemmer.Stem));
                foreach (var other in ColumnSynonyms.Of(phrase, length == words.Count).Concat(Thesaurus.Of(phrase)).DistinctBy(o => string.Join(' ', o)))
                    yield return Replaced(words, i, length, other, LinkStrengths.General, LinkKind.General);
            }
        }
    }

    private static NameVariant Replaced(IReadOnlyList<string> words, int at, int length, string[] by, double strength, LinkKind link) =>
        new([.. words.Take(at), .. by, .. words.Skip(at + length)], at, at + by.Length, strength, link);

    private string[] Longer(string word) => Abbreviations.Of(word).FirstOrDefault(o => o[0].Length > word.Length) ?? Completed(word).FirstOrDefault() ?? [word];

    // "cust" where the model has customers.
    private IEnumerable<string[]> Completed(string word) =>
        model.OfTables.Where(t => NameSplitter.IsShort(word, t) && !Abbreviations.Knows(word)).Select(EnglishStemmer.Stem).Distinct(StringComparer.Ordinal).Take(2).Select(t => new[] { t });
}

/// <summary>A way to write a name.</summary>
/// <param name="Words">Its words.</param>
/// <param name="From">Index of the first word that differs from the name.</param>
/// <param name="To">Index behind the last one.</param>
/// <param name="Strength">How surely the whole of it is the name.</param>
/// <param name="Link">How it was made.</param>
internal sealed record NameVariant(IReadOnlyList<string> Words, int From, int To, double Strength, LinkKind Link);
