using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Names;

/// <summary>What people may call the rows of a table: by parts of its name, by nouns of the same role, by verbs that speak of them.</summary>
internal sealed class TablePhrases(ModelWords model)
{
    private const int LongestBare = 5;

    private readonly NameVariants variants = new(model);

    public IEnumerable<NamePhrase> Of(IReadOnlyList<string> words)
    {
        List<string> core = [.. words.Where(w => !CodingWords.InTable(w) && !w.All(char.IsAsciiDigit))];
        if (core.Count == 0)
            core = [.. words];
        if (core.Count < words.Count)
            yield return new(core, LinkStrengths.Core, LinkKind.Part);
        foreach (var variant in variants.Of(core, synonyms: false).Skip(1))
            yield return new(variant.Words, LinkStrengths.Core * variant.Strength, variant.Link);
        for (var from = 0; from < core.Count; from++)
        {
            var tail = string.Join(' ', core.Skip(from).Select(EnglishStemmer.Stem));
            if (from > 0)
                yield return new([.. core.Skip(from)], LinkStrengths.TableHead, LinkKind.Part);
            foreach (var noun in Nouns(tail))
                yield return new([.. core.Take(from), .. noun], LinkStrengths.RoleNoun, LinkKind.General);
            if (from == 0)
                continue;
            foreach (var noun in Nouns(tail))
                yield return new(noun, LinkStrengths.RoleNoun - LinkStrengths.RankLoss, LinkKind.General);
        }

        for (var to = 1; to < core.Count; to++)
            yield return new([.. core.Take(to)], LinkStrengths.TableModifier, LinkKind.Part);
        // "graded" of gradings.
        if (core[^1].TrimEnd('s') is { Length: > 5 } gerund && gerund.EndsWith("ing", StringComparison.Ordinal))
        {
            yield return new([gerund[..^3] + "ed"], LinkStrengths.TableVerb, LinkKind.General);
            yield return new([gerund[..^3]], LinkStrengths.TableVerb, LinkKind.General);
        }

        // "accessioned" of accessions.
        if (core[^1].TrimEnd('s') is { Length: > LongestBare } bare && !bare.EndsWith('e') && !bare.EndsWith('y') && core[^1] != bare)
            yield return new([bare + "ed"], LinkStrengths.TableVerb, LinkKind.General);

        for (var at = 0; at < core.Count; at++)
        {
            foreach (var verb in RoleNouns.VerbsFor(EnglishStemmer.Stem(core[at])))
                yield return new(verb, LinkStrengths.TableVerb, LinkKind.General);
        }
    }

    private static IEnumerable<string[]> Nouns(string stems) => RoleNouns.Of(stems).Concat(Thesaurus.Of(stems)).DistinctBy(n => string.Join(' ', n));
}
