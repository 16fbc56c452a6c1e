using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Names;

/// <summary>
/// What people may call a column by the words of its name. The core is what the name says beyond its table and beyond how it is stored:
/// <c>customer_name</c> of customers is "name", <c>Sales_in_Billion</c> is "sales".
/// </summary>
internal sealed class ColumnPhrases(ModelWords model)
{
    private const int LongestName = 7;

    // "number of orders" counts; it is no order_number.
    private static readonly HashSet<string> Counting = new(StringComparer.Ordinal) { "number", "no", "num", "count", "amount", "total", "sum", "average", "max", "min", "maximum", "minimum", "mean", "kind" };

    // What a name says of the sum that it holds.
    private static readonly HashSet<string> Adding = new(StringComparer.Ordinal) { "total", "overall", "grand" };

    // Words that names put first and people put last.
    private static readonly HashSet<string> Leading = new(StringComparer.Ordinal) { "date", "time", "year", "day", "amount", "number", "total", "price", "type", "name", "code", "id", "cost", "rate", "fee", "rent", "salary", "pay", "wage" };

    private readonly NameVariants variants = new(model);

    /// <summary>The phrases, in no order.</summary>
    /// <param name="table">The words of the table's name.</param>
    /// <param name="words">The words of the column's name or label.</param>
    public IEnumerable<NamePhrase> Of(IReadOnlyList<string> table, IReadOnlyList<string> words) =>
        words.Count is 0 or > LongestName ? [] : variants.Of(words, synonyms: true).SelectMany(v => Of(table, v));

    private IEnumerable<NamePhrase> Of(IReadOnlyList<string> table, NameVariant variant)
    {
        var words = variant.Words;
        yield return new(words, variant.Strength, variant.Link);
        var core = Core(table, words);
        // The column's name but for its table's, and but for how it is stored.
        if (core.Count < words.Count)
        {
            if (Picked(words, i => !IsOwner(table, words[i])) is { } own && !(variant.Link == LinkKind.General && own is [var only] && Counting.Contains(only)))
                yield return new(own, LinkStrengths.Core * variant.Strength, Part(variant));
            // "product" alone says nothing of product_code.
            if (core.Any(i => !CodingWords.InColumn(words[i])) && Picked(words, i => !CodingWords.InColumn(words[i])) is { } stored)
                yield return new(stored, LinkStrengths.Stored * variant.Strength, Part(variant));
            yield return new([.. core.Select(i => words[i])], LinkStrengths.Core * variant.Strength, Part(variant));
        }

        // "amount" for total_amount: all amounts are added up.
        if (words.Count > 1 && Adding.Contains(words[0]) && !CodingWords.Joins(words[1]))
            yield return new([.. words.Skip(1)], LinkStrengths.Stored * variant.Strength, Part(variant));
        // "firstname" for first_name.
        if (core.Count == 2 && core[1] == core[0] + 1 && variant.Link == LinkKind.Exact)
            yield return new([words[core[0]] + words[core[1]]], LinkStrengths.Core, LinkKind.Part);
        // "placed date" for date_placed.
        if (words.Count > 1 && Leading.Contains(words[0]) && !CodingWords.Joins(words[1]))
        {
            List<string> turned = [.. words.Skip(1), words[0]];
            yield return new(turned, LinkStrengths.Reversed * variant.Strength, Part(variant));
            if (Picked(turned, i => !IsOwner(table, turned[i])) is { Count: > 1 } own)
                yield return new(own, LinkStrengths.Core * variant.Strength, Part(variant));
        }

        // "date of birth" for birth_date.
        if (words.Count is 2 or 3 && !Counting.Contains(words[^1]) && !words.Any(CodingWords.Joins))
        {
            yield return new([words[^1], "of", .. words.SkipLast(1)], LinkStrengths.Reversed * variant.Strength, Part(variant));
            if (variant.Link != LinkKind.General)
                yield return new([words[^1], "of", "the", .. words.SkipLast(1)], LinkStrengths.Reversed * variant.Strength, Part(variant));
        }
        foreach (var part in Parts(variant, core))
            yield return part;
    }

    private IEnumerable<NamePhrase> Parts(NameVariant variant, List<int> core)
    {
        var words = variant.Words;
        var whole = core.Sum(i => model.Weight(words[i]));
        for (var from = 0; from < words.Count; from++)
        {
            for (var to = from + 1; to <= words.Count; to++)
            {
                if (to - from == words.Count || from >= variant.To || to <= variant.From || CodingWords.Joins(words[from]) || CodingWords.Joins(words[to - 1]))
                    continue;
                var covered = core.Where(i => i >= from && i < to).Sum(i => model.Weight(words[i]));
                // "customer" is no csat, though that is their satisfaction.
                if (variant.Link == LinkKind.Synonym && variant.To - variant.From > 1 && (from >= variant.To || to < variant.To))
                    continue;
                // "revenue" is no sales representative.
                if (variant.Link == LinkKind.General && (core[^1] < from || core[^1] >= to))
                    continue;
                if (covered == 0 || (variant.Link == LinkKind.General && to - from == 1 && Counting.Contains(words[from])))
                    continue;
                // The last word of a name is what it is; those before say which one.
                var head = core[^1] >= from && core[^1] < to ? LinkStrengths.Head : 0;
                yield return new([.. words.Skip(from).Take(to - from)], (LinkStrengths.LeastPart + (LinkStrengths.Covered * covered / whole) + head) * variant.Strength, Part(variant));
            }
        }
    }

    private static LinkKind Part(NameVariant variant) => variant.Link == LinkKind.General ? LinkKind.General : LinkKind.Part;

    private static List<int> Core(IReadOnlyList<string> table, IReadOnlyList<string> words)
    {
        var all = Enumerable.Range(0, words.Count).ToList();
        List<int> rest = [.. all.Where(i => !IsOwner(table, words[i]) && !CodingWords.InColumn(words[i]))];
        // The weekly sales of a file of sales are sales still: what a name ends with is what it is.
        if (rest.Count > 0 && all.FindLastIndex(i => !CodingWords.InColumn(words[i])) is var head && head > rest[^1] && table.Count > 1 && !words[head].EndsWith("ed", StringComparison.Ordinal))
            rest.Add(head);
        if (rest.Count == 0)
            rest = [.. all.Where(i => !IsOwner(table, words[i]) && !CodingWords.Joins(words[i]))];
        if (rest.Count == 0)
            rest = [.. all.Where(i => !CodingWords.InColumn(words[i]))];
        return rest.Count == 0 ? all : rest;
    }

    private static List<string>? Picked(IReadOnlyList<string> words, Func<int, bool> wanted)
    {
        var picked = Enumerable.Range(0, words.Count).Where(wanted).Select(i => words[i]).ToList();
        while (picked.Count > 0 && CodingWords.Joins(picked[^1]))
            picked.RemoveAt(picked.Count - 1);
        return picked.Count > 0 && picked.Count < words.Count && !CodingWords.Joins(picked[0]) ? picked : null;
    }

    private static bool IsOwner(IReadOnlyList<string> table, string word) =>
        table.Any(t => EnglishStemmer.Stem(t) == EnglishStemmer.Stem(word) || NameSplitter.IsShort(word, t) || IsDone(word, t));

    // "settled" in settlements, "claimed" in claims: what was done is said by the table already.
    private static bool IsDone(string word, string table) => word.EndsWith("ed", StringComparison.Ordinal) && WordRoots.Of(word) == WordRoots.Of(table);
}
