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
    private const int SmallestOfKeys = 10;
    private const double MostKeys = 0.7;
    private const double SomeKeys = 0.5;

    // What numbers cannot measure: a column of them that is called so says which one.
    private static readonly HashSet<string> Things = new(StringComparer.Ordinal)
    {
        "customer", "client", "buyer", "member", "subscriber", "patient", "guest", "visitor", "tenant", "donor", "owner", "keeper", "user", "supplier", "vendor", "product", "item", "article", "part", "driver", "employee", "worker", "technician", "mechanic", "doctor", "nurse",
        "vet", "teacher", "trainer", "instructor", "student", "pupil", "learner", "agent", "seller", "manager", "player", "shop", "store", "site", "branch", "club", "venue", "station", "warehouse", "vehicle", "machine", "device", "pet", "animal", "course", "recipe", "dish",
    };

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
            let score = ReferenceNames.Score(source, column, target, key)
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
            .Select(Only)
            .OfType<Reference>()
            .ToList();
        return ([.. sure, .. likely.Where(IsBeyondChance)], [.. likely.Where(l => !IsBeyondChance(l)).Take(MostProposals)]);
    }

    // The one table that fits, or the one that the name means.
    private static Reference? Only(IEnumerable<Reference> ofOneColumn)
    {
        var all = ofOneColumn.ToList();
        return all.Count == 1 ? all[0] : all.Where(IsWhereOrWho).ToList() is [var only] ? only : null;
    }

    private static bool IsWhereOrWho(Reference reference) => ReferenceNames.SaysWhereOrWho(reference.Column, reference.Target);

    private static double Use(Reference reference) => (double)reference.Column.Profile.Distinct / Math.Max(1, reference.Key.Profile.Distinct);

    // Keys of letters and digits, or of numbers that nothing else counts up to, of which a column has several and none that is not a key.
    private static bool IsBeyondChance(Reference reference) => reference.Key == reference.Target.Key && reference.Column.Profile.Distinct >= FewestOfChance && reference.Key.Type switch
    {
        // Of a key of many texts none is kept to look at: that all of a column's values are among them is no chance, whatever they are.
        ColumnType.Text => reference.Key.Profile.Values is not { Count: > 0 } few || few.All(v => v.Value.Any(char.IsAsciiDigit)) || reference.Key.Profile.Shape == ValueShape.Uuid || Use(reference) >= SomeKeys,
        ColumnType.Integer => reference.Key.Profile.Minimum >= SmallestOfChance || (reference.Column.IsKeyLike && reference.Key.Profile.Minimum >= SmallestOfKeys)
            || (NamesAThing(reference.Column) && UsesMost(reference)) || (IsWhereOrWho(reference) && (Use(reference) >= SomeKeys || ReferenceNames.SaysWho(reference.Column))),
        ColumnType.Uuid => true,
        _ => false,
    };

    // A column of some of the keys only may be of anything; one that has nearly all of them and nothing else is of them.
    private static bool UsesMost(Reference reference) => reference.Key.IsKeyLike && Use(reference) >= MostKeys;

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
            ColumnType.Integer => (key.Profile.Minimum >= SmallestOfChance || NamesAThing(column) || IsWhereOrWho(reference)) && Measurement.Of(column, false) is { Unit: null, Additive: Additivity.Full } && !column.Has("quantity", "units", "count", "total"),
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

    // Of two unique columns each may refer to the other: the table that the key is named after is the parent, then the larger one.
    private static bool IsTheOtherWayRound(Reference reference, List<Reference> all)
    {
        var back = all.FirstOrDefault(c => c.Column == reference.Key && c.Key == reference.Column);
        if (back is null)
            return false;
        var (named, namedBack) = (ReferenceNames.IsNamedAfter(reference.Key, reference.Target), ReferenceNames.IsNamedAfter(reference.Column, reference.Source));
        if (named != namedBack)
            return namedBack;
        return reference.Source.Profile.Rows != reference.Target.Profile.Rows
            ? reference.Source.Profile.Rows > reference.Target.Profile.Rows
            : string.CompareOrdinal(reference.Source.Name, reference.Target.Name) < 0;
    }
}

/// <summary>A column that refers to a key.</summary>
/// <param name="Source">The table of the column.</param>
/// <param name="Column">The column.</param>
/// <param name="Target">The table of the key.</param>
/// <param name="Key">The key.</param>
/// <param name="Score">How much the names say; 0 for nothing.</param>
internal sealed record Reference(TableSketch Source, ColumnSketch Column, TableSketch Target, ColumnSketch Key, double Score);
