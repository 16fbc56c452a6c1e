using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>
/// Finds which columns refer to which keys. The values must be there (nine of ten; seven where both names say all), and the names must agree: values alone prove nothing, as
/// running numbers of a small table are contained in everything. What only the values say is proposed, and joined where chance is no explanation.
/// </summary>
internal static class RelationshipFinder
{
    private const double Contained = 0.9;
    private const double ContainedByName = 0.7;
    private const double SaysAll = 3;
    private const int MostProposals = 10;
    private const int FewestOfChance = 5;
    private const int SmallestOfChance = 100;
    private const double MostKeys = 0.7;

    private static readonly string[] SaysNothing = ["id", "code", "number", "name", "key"];

    // What a table of people who work somewhere is called, and what such people are called where they are referred to.
    private static readonly string[] StaffNouns = ["employee", "staff", "worker", "person", "people", "user"];
    private static readonly string[] StaffRoles = ["rep", "representative", "manager", "supervisor", "boss", "head", "leader", "director", "agent", "salesperson", "seller", "advisor", "adviser", "assistant", "officer", "owner", "contact", "coordinator"];

    // What numbers cannot measure: a column of them that is called so says which one.
    private static readonly HashSet<string> Things = new(StringComparer.Ordinal)
    {
        "customer", "client", "buyer", "member", "subscriber", "patient", "guest", "visitor", "tenant", "donor", "owner", "keeper", "user", "supplier", "vendor", "product", "item", "article", "part", "driver", "employee", "worker", "technician", "mechanic", "doctor", "nurse",
        "vet", "teacher", "trainer", "instructor", "student", "pupil", "learner", "agent", "seller", "manager", "player", "shop", "store", "site", "branch", "club", "venue", "station", "warehouse", "vehicle", "machine", "device", "pet", "animal", "course", "recipe", "dish",
    };

    // Words that only say that a table has rows.
    private static readonly string[] Records = ["header", "record", "master", "info", "information", "detail", "list", "data", "entry"];

    private static readonly string[] KeyWords = ["id", "code", "number", "key", "sku", "uuid", "guid"];

    public static (IReadOnlyList<Reference> Sure, IReadOnlyList<Reference> Likely) Find(IReadOnlyList<TableSketch> tables)
    {
        var candidates = (
            from source in tables
            from column in source.Columns
            where column.Profile.Distinct > 0 && !column.Hidden && column.Kind is ColumnKind.Id or ColumnKind.Dimension or ColumnKind.Fact
            from target in tables
            from key in target.Columns
            where IsTarget(target, key) && key != column && Fits(column, key)
            let contained = column.Profile.ContainedIn(key.Profile)
            where contained >= ContainedByName
            let score = NameScore(source, column, target, key)
            // Some orphans do not undo what both names say in full.
            where contained >= Contained || (score >= SaysAll && column.IsKeyLike && column.Profile.Distinct > 2)
            select new Reference(source, column, target, key, score)).ToList();
        var best = candidates.Where(c => c.Score > 0)
            .GroupBy(c => c.Column)
            .Select(group => group.OrderByDescending(c => c.Score).ThenBy(c => c.Key.Place).ThenBy(c => c.Target.Name, StringComparer.Ordinal).First())
            .ToList();
        var sure = best.Where(c => !IsTheOtherWayRound(c, best)).ToList();
        var used = sure.Select(c => c.Column).ToHashSet();
        var likely = candidates
            .Where(c => c.Score == 0 && c.Source != c.Target && c.Column != c.Source.Key && !used.Contains(c.Column) && LooksLikeReference(c))
            .Where(c => c.Column.Profile.ContainedIn(c.Key.Profile) >= 1)
            .GroupBy(c => c.Column)
            .Where(group => group.Count() == 1)
            .Select(group => group.First())
            .ToList();
        return ([.. sure, .. likely.Where(IsBeyondChance)], [.. likely.Where(l => !IsBeyondChance(l)).Take(MostProposals)]);
    }

    // Keys of letters and digits, or of numbers that nothing else counts up to, of which a column has several and none that is not a key.
    private static bool IsBeyondChance(Reference reference) => reference.Key == reference.Target.Key && reference.Column.Profile.Distinct >= FewestOfChance && reference.Key.Type switch
    {
        // Of a key of many texts none is kept to look at: that all of a column's values are among them is no chance, whatever they are.
        ColumnType.Text => reference.Key.Profile.Values is not { Count: > 0 } few || few.All(v => v.Value.Any(char.IsAsciiDigit)) || reference.Key.Profile.Shape == ValueShape.Uuid || UsesMost(reference),
        ColumnType.Integer => reference.Key.Profile.Minimum >= SmallestOfChance || (NamesAThing(reference.Column) && UsesMost(reference)),
        ColumnType.Uuid => true,
        _ => false,
    };

    // A column of some of the keys only may be of anything; one that has nearly all of them and nothing else is of them.
    private static bool UsesMost(Reference reference) => reference.Key.IsKeyLike && reference.Column.Profile.Distinct >= reference.Key.Profile.Distinct * MostKeys;

    // "guests" says how many.
    private static bool NamesAThing(ColumnSketch column) => Things.Contains(column.Meaning[^1]);

    // A key by its name; else values that are no amounts and that no running number has by chance.
    private static bool LooksLikeReference(Reference reference)
    {
        var (column, key) = (reference.Column, reference.Key);
        if (column.IsKeyLike || TableReader.IsNumbered(column))
            return column.Profile.Distinct > 2;
        if (!(key.IsKeyLike || key == reference.Target.Key) || column.IsFlag || column.Profile.Distinct < 2 || column.Kind == ColumnKind.Id)
            return false;
        return column.Type switch
        {
            ColumnType.Text => key.Profile.AverageLength <= 8 && key.Profile.AverageWords < 1.5,
            ColumnType.Integer => (key.Profile.Minimum >= SmallestOfChance || NamesAThing(column)) && Measurement.Of(column, false) is { Unit: null, Additive: Additivity.Full } && !column.Has("quantity", "units", "count", "total"),
            _ => false,
        };
    }

    private static bool IsTarget(TableSketch table, ColumnSketch column) =>
        column.IsUnique && !column.Hidden && column.Type is ColumnType.Integer or ColumnType.Text or ColumnType.Uuid
        && (column.IsKeyLike || column.Place == 0 || column == table.Key);

    // Whole numbers and texts of digits meet once both are texts, which those that are stored can no longer become.
    private static bool Fits(ColumnSketch left, ColumnSketch right) =>
        left.Type == right.Type
        || (!left.IsStored && !right.IsStored && left.Type is ColumnType.Integer or ColumnType.Text && right.Type is ColumnType.Integer or ColumnType.Text);

    private static double NameScore(TableSketch source, ColumnSketch column, TableSketch target, ColumnSketch key)
    {
        var (own, other) = (Plain(column.Meaning), Plain(key.Meaning));
        var noun = Plain(target.Words);
        double score;
        if (source == target)
            score = column.Has("manager", "parent", "supervisor", "boss", "reports", "mentor", "leader") && column != source.Key ? 1.5 : 0;
        else if (own.SequenceEqual(other) && !(other.Count == 1 && SaysNothing.Contains(other[0])))
            score = 2;
        else if (own.Count > other.Count && other.Count > 1 && EndsWith(own, other))
            score = 1.5;
        else if (Stem(own) is { Count: > 0 } stem && (EndsWith(stem, noun) || (noun.Count > 1 && EndsWith(stem, [noun[^1]]) && !column.IsKeyLike)) && (IsPlainKey(key, noun) || (key == target.Key && !column.IsKeyLike && stem.SequenceEqual(noun))))
            score = column.IsKeyLike || stem.SequenceEqual(noun) ? 1.6 : 1.2;
        // "asset_tag" of assets whose key is "tag".
        else if (key == target.Key && own.SequenceEqual([.. noun, .. other]))
            score = 1.6;
        // "prep_nurse" is a nurse, "company_id" an operating company, "claim_id" a claim header: a part of one name is the other, and the key is the table's own.
        else if (Stem(own) is { Count: > 0 } part && key == target.Key && (column.IsKeyLike ? EndsWith(noun, part) || StartsWith(noun, part) : EndsWith(part, noun)) && (IsPlainKey(key, noun) || !column.IsKeyLike))
            score = 1;
        else if (key == target.Key && (IsRoleOf(own, noun) || IsShortFor(own, noun) || IsSkeletonOf(own, noun) || IsSkeletonOf(own, Stem(other))))
            score = 0.8;
        else
            return 0;
        if (score == 0)
            return 0;
        return score
            + (EndsWith(Stem(other), noun) || (other.Count == 1 && IsPlainKey(key, noun)) ? 1.5 : 0)
            + (key.Place == 0 ? 0.3 : 0)
            + (column.IsUnique ? 0 : 0.4);
    }

    // "support_rep_id", "head": a word for somebody who works there, in a table that is referred to by that word only.
    private static bool IsRoleOf(List<string> own, List<string> noun) =>
        noun.Count == 1 && StaffNouns.Contains(noun[0]) && Stem(own) is { Count: > 0 } stem && StaffRoles.Contains(stem[^1]);

    // "art" of artists, beside nothing else that begins so.
    private static bool IsShortFor(List<string> own, List<string> noun) =>
        own is [{ Length: >= 3 } shortForm] && noun.Count == 1 && noun[0].Length >= shortForm.Length + 2 && noun[0].StartsWith(shortForm, StringComparison.Ordinal);

    // "pdl" of paddles: the first letter and the consonants behind it, doubled ones once.
    private static bool IsSkeletonOf(List<string> own, List<string> noun)
    {
        if (own is not [{ Length: >= 3 } shortForm] || noun is not [{ } whole] || shortForm.Length >= whole.Length)
            return false;
        var consonants = whole.Where((c, i) => i == 0 || !"aeiouy".Contains(c, StringComparison.Ordinal)).ToList();
        return shortForm.SequenceEqual(consonants.Where((c, i) => i == 0 || c != consonants[i - 1]));
    }

    private static bool StartsWith(List<string> words, List<string> start) =>
        words.Count == start.Count + 1 && words[..start.Count].SequenceEqual(start) && Records.Contains(words[^1]);

    // "id", "code", or the table's noun with one of them.
    private static bool IsPlainKey(ColumnSketch key, List<string> noun)
    {
        var words = Plain(key.Meaning);
        return (words.Count == 1 && (KeyWords.Contains(words[0]) || key.Place == 0)) || EndsWith(Stem(words), noun) || EndsWith(noun, Stem(words));
    }

    // Of two unique columns each may refer to the other: the table that the key is named after is the parent, then the larger one.
    private static bool IsTheOtherWayRound(Reference reference, List<Reference> all)
    {
        var back = all.FirstOrDefault(c => c.Column == reference.Key && c.Key == reference.Column);
        if (back is null)
            return false;
        var (named, namedBack) = (IsNamedAfter(reference.Key, reference.Target), IsNamedAfter(reference.Column, reference.Source));
        if (named != namedBack)
            return namedBack;
        return reference.Source.Profile.Rows != reference.Target.Profile.Rows
            ? reference.Source.Profile.Rows > reference.Target.Profile.Rows
            : string.CompareOrdinal(reference.Source.Name, reference.Target.Name) < 0;
    }

    private static bool IsNamedAfter(ColumnSketch key, TableSketch table) => EndsWith(Stem(Plain(key.Meaning)), Plain(table.Words));

    private static List<string> Stem(List<string> words) => words.Count > 0 && KeyWords.Contains(words[^1]) ? words[..^1] : words;

    private static List<string> Plain(IEnumerable<string> words) => [.. words.Select(NameWords.Singular)];

    private static bool EndsWith(List<string> words, List<string> end) => end.Count > 0 && words.Count >= end.Count && words[^end.Count..].SequenceEqual(end);
}

/// <summary>A column that refers to a key.</summary>
/// <param name="Source">The table of the column.</param>
/// <param name="Column">The column.</param>
/// <param name="Target">The table of the key.</param>
/// <param name="Key">The key.</param>
/// <param name="Score">How much the names say; 0 for nothing.</param>
internal sealed record Reference(TableSketch Source, ColumnSketch Column, TableSketch Target, ColumnSketch Key, double Score);
