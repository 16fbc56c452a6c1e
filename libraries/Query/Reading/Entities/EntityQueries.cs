namespace NlSql.Query.Reading.Entities;

/// <summary>A draft whose parts have their roles → queries: one for each table whose rows may be meant.</summary>
internal static class EntityQueries
{
    private const int MostBases = 8;

    /// <summary>What a draft may mean.</summary>
    public static IEnumerable<EntityCandidate> Of(EntityDraft draft)
    {
        if (SetQueries.Of(draft) is { } set)
        {
            yield return new(draft.Features, () => new(set, draft.Features, Items(draft), draft.Assumptions.Distinct().ToValueList()));
            yield break;
        }

        var plain = draft.SpokenTables.Concat(draft.Parts.Select(PlainTable).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var table in Tables(draft))
        {
            var features = new Dictionary<Feature, double>(draft.Features);
            if (plain.Count > 0 && !plain.Contains(table))
                features[Feature.NotPlainlyNamed] = 1;
            var query = new EntityQuery(draft, table, features);
            query.Judge();
            yield return new(features, () => Finished(draft, query, features));
        }
    }

    private static FinishedReading? Finished(EntityDraft draft, EntityQuery query, Dictionary<Feature, double> features)
    {
        foreach (var part in draft.Parts)
            part.Chosen = null;
        return query.Build() is { } built ? new(built, features, Items(draft), draft.Assumptions.Concat(query.Assumptions).Distinct().ToValueList()) : null;
    }

    private static ReadItem[] Items(EntityDraft draft) =>
        [.. draft.Parts.Where(p => p.Mention is not null).Select(p => new ReadItem(p.Mention!, p.Chosen ?? p.Target!, p.Role ?? "unused"))];

    /// <summary>The tables that the question may be about: those named, those whose columns or values are named, and those that connect them.</summary>
    private static IEnumerable<string> Tables(EntityDraft draft)
    {
        var named = draft.Parts.SelectMany(p => p.Tables).ToHashSet(StringComparer.Ordinal);
        var holding = draft.Parts.SelectMany(p => p.Columns.Select(c => c.Target.TableName).Concat(p.Values.Select(v => v.Target.TableName))).ToHashSet(StringComparer.Ordinal);
        // A word that every table has a column of would make each of them a base: the named ones and the nearest to them suffice.
        var near = draft.Model.Tables.Select((t, i) => (t.Name, Place: i)).Where(t => named.Contains(t.Name) || holding.Contains(t.Name))
            .OrderBy(t => named.Contains(t.Name) ? -1 : named.Select(n => draft.Question.Lexicon.Reach.From(t.Name).Related(n)).DefaultIfEmpty(0).Min()).ThenBy(t => t.Place).Take(MostBases);
        foreach (var (name, _) in near.OrderBy(t => t.Place))
            yield return name;

        // A bridge lists pairs: "phones and the districts of the markets that sell them".
        foreach (var table in draft.Model.Tables.Where(t => !named.Contains(t.Name) && !holding.Contains(t.Name)))
        {
            if (holding.Count > 1 && draft.Question.Lexicon.Joins.StepsFrom(table.Name).Count > 1)
                yield return table.Name;
        }
    }

    private static string? PlainTable(Part part) =>
        part.Columns.Where(c => c.Strength == part.Columns[0].Strength).Select(c => c.Target.TableName).Distinct().Take(2).ToList() is [var only] ? only : null;
}

/// <summary>A query that a draft may mean.</summary>
/// <param name="Features">What speaks for and against it so far.</param>
/// <param name="Finish">Makes the query; null when it makes no sense.</param>
internal sealed record EntityCandidate(Dictionary<Feature, double> Features, Func<FinishedReading?> Finish);
