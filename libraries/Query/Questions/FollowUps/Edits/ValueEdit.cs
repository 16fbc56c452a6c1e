using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"only Books", "in Berlin", "not online", "what about Toys?": the condition on the values of a column.</summary>
internal sealed class ValueEdit : FollowUpEdit
{
    private const int MostMeanings = 4;

    public override void Apply(Fragment fragment, Revision revision)
    {
        foreach (var first in fragment.Unused<MentionTarget.Value>())
        {
            if (first.Used)
                continue;
            List<Phrase> values = [first];
            for (var next = Following(fragment, first); next is not null && Shared([.. values, next]).Any(); next = Following(fragment, next))
                values.Add(next);
            var before = fragment.Previous(first);
            var named = Named(before, values) ?? Named(fragment.Next(values[^1]), values);
            if (named is not null && named == before)
                before = fragment.Previous(named);
            var negation = before is { Used: false, Target: MentionTarget.Negation } ? before : null;
            if (Choose(revision, values, named) is not { } column || (negation is null && IsThere(fragment, revision, column)))
                continue;
            negation?.Use();
            // "and by Ro-Ro vessels?" of what others did.
            if (fragment.Cues.Adds && before is { Used: false, Index: 0, Target: MentionTarget.Grouping { Each: false } } by)
                by.Use();
            if (fragment.Cues.Only && fragment.Next(values[^1]) is { Used: false, Target: MentionTarget.Table } noun)
                noun.Use();
            named?.Use(new MentionTarget.Column(column.Table, column.Column));
            ValueList<QueryLiteral> literals = [.. values.SelectMany(v => Take(v, column)).Distinct()];
            Filter(fragment, revision, column, literals, negation is not null);
        }
    }

    // "include Lyon" where no city was chosen or left out: it is in already.
    private static bool IsThere(Fragment fragment, Revision revision, (string Table, string Column) column) =>
        fragment.Cues is { Includes: true, Only: false } && !FilterTerms.ColumnsOf(revision.Query.Filters, revision.Query.From).Select(revision.Full).Contains($"{column.Table}.{column.Column}");

    private static void Filter(Fragment fragment, Revision revision, (string Table, string Column) column, ValueList<QueryLiteral> values, bool negated)
    {
        var name = $"{column.Table}.{column.Column}";
        var query = revision.Query;
        if (negated)
        {
            var (without, found) = FilterTerms.Change(query.Filters, query.From, name, old => Left(old, values));
            // "not Berlin" where Berlin was asked for leaves all others.
            var excluded = values.Concat(Excluded(query, revision, name)).Distinct().ToValueList();
            var rest = FilterTerms.Without(without, t => t is QueryFilter.Compare { Operator: FilterOperator.NotEqual or FilterOperator.NotIn } compare && revision.Full(compare.Column) == name);
            revision.Query = query with { Filters = found && rest is not null && FilterTerms.ColumnsOf(rest, query.From).Contains(name) ? without : FilterTerms.With(rest, FilterTerms.Values(name, excluded, negated: true)) };
            return;
        }

        // What was left out and is asked for now is no longer left out; what is included again is not all that is left.
        if (fragment.Cues.Includes && Excluded(query, revision, name).ToList() is { Count: > 0 } left)
        {
            var others = FilterTerms.Without(query.Filters, t => IsExclusion(revision, t, name));
            ValueList<QueryLiteral> still = [.. left.Where(l => !values.Contains(l))];
            revision.Query = query with { Filters = still.Count == 0 ? others : FilterTerms.With(others, FilterTerms.Values(name, still, negated: true)) };
            return;
        }

        var open = FilterTerms.Without(query.Filters, t => IsExclusion(revision, t, name));
        ValueList<QueryLiteral> was = [];
        var (changed, replaced) = FilterTerms.Change(open, query.From, name, old =>
        {
            was = old.Values;
            return FilterTerms.Values(old.Column, fragment.Cues.Includes ? old.Values.Concat(values).Distinct().ToValueList() : values, negated: false);
        });
        if (!replaced)
            changed = FilterTerms.With(open, Term(revision, column.Table, FilterTerms.Values(name, values, negated: false)));
        else if (!fragment.Cues.Includes)
            revision.Assume($"{Labels.Column(revision.Model, column.Table, column.Column)} was {string.Join(" or ", was.Select(v => v.Text))} before.");
        revision.Query = query with { Filters = changed };
    }

    private static bool IsExclusion(Revision revision, QueryFilter term, string name) =>
        term is QueryFilter.Compare { Operator: FilterOperator.NotEqual or FilterOperator.NotIn } compare && revision.Full(compare.Column) == name;

    // Where no single row of the other table belongs to a row, some of its rows are meant.
    private static QueryFilter Term(Revision revision, string table, QueryFilter.Compare compare)
    {
        if (Columns.IsReached(revision, table))
            return compare;
        revision.Assume($"Those are meant to which {revision.Model.FindTable(table)?.Label.ToLowerInvariant()} of that kind belong.");
        return new QueryFilter.Related(table, null, compare, Quantifier.Some);
    }

    private static QueryFilter.Compare? Left(QueryFilter.Compare old, ValueList<QueryLiteral> excluded)
    {
        var left = old.Values.Where(v => !excluded.Contains(v)).ToValueList();
        return left.Count == 0 ? null : FilterTerms.Values(old.Column, left, negated: false);
    }

    private static IEnumerable<QueryLiteral> Excluded(SemanticQuery query, Revision revision, string name) => FilterTerms.Of(query.Filters)
        .OfType<QueryFilter.Compare>().Where(c => c.Operator is FilterOperator.NotEqual or FilterOperator.NotIn && revision.Full(c.Column) == name).SelectMany(c => c.Values);

    private static IEnumerable<QueryLiteral> Take(Phrase phrase, (string Table, string Column) column)
    {
        var value = phrase.Mention.Candidates.Select(c => (MentionTarget.Value)c.Target).First(v => (v.TableName, v.ColumnName) == column);
        phrase.Use(value);
        return ValueSpellings.Of(phrase.Mention, value).Select(QueryLiteral.Of);
    }

    // The column named, else the one that is filtered or grouped by already, else the nearest; equally near ones are meanings to choose from.
    private static (string Table, string Column)? Choose(Revision revision, IReadOnlyList<Phrase> values, Phrase? named)
    {
        var shared = Shared(values).ToList();
        if (named is not null)
            shared = [.. shared.Where(s => named.Mention.Candidates.Any(c => c.Target is MentionTarget.Column column && (column.TableName, column.ColumnName) == s))];
        if (shared.Count == 0)
            return null;
        var used = Columns.Used(revision.Query).Concat(FilterTerms.ColumnsOf(revision.Query.Filters, revision.Query.From)).Select(revision.Full).ToHashSet(StringComparer.Ordinal);
        if (shared.FirstOrDefault(s => used.Contains($"{s.Table}.{s.Column}")) is { Table: not null } known)
            return known;
        var own = shared.Where(s => s.Table == revision.Table).ToList();
        var near = own.Count > 0 ? own : shared.Where(s => Columns.IsReached(revision, s.Table)).ToList();
        var meanings = (near.Count > 0 ? near : shared).DistinctBy(s => s.Column).Take(MostMeanings).ToList();
        if (meanings.Count == 1 || revision.Meanings > 1)
            return meanings[0];
        revision.Meanings = meanings.Count;
        var chosen = meanings[Math.Min(revision.Meaning, meanings.Count - 1)];
        revision.MeaningLabel = $"{Labels.Column(revision.Model, chosen.Table, chosen.Column)} is {string.Join(" or ", values.Select(v => ((MentionTarget.Value)v.Target).Text).Distinct())}";
        return chosen;
    }

    private static IEnumerable<(string Table, string Column)> Shared(IReadOnlyList<Phrase> values) => values[0].Mention.Candidates
        .Where(c => c.Strength >= values[0].Mention.Strength - 0.1)
        .Select(c => (MentionTarget.Value)c.Target)
        .Select(v => (v.TableName, v.ColumnName))
        .Distinct()
        .Where(c => values.All(v => v.Mention.Candidates.Any(o => o.Target is MentionTarget.Value other && (other.TableName, other.ColumnName) == c)));

    private static Phrase? Following(Fragment fragment, Phrase phrase)
    {
        var next = fragment.Next(phrase);
        while (next?.Target is MentionTarget.And or MentionTarget.Or)
            next = fragment.Next(next);
        return next is { Used: false, Target: MentionTarget.Value } ? next : null;
    }

    private static Phrase? Named(Phrase? phrase, IReadOnlyList<Phrase> values) =>
        phrase is { Used: false, Target: MentionTarget.Column } && Shared(values).Any(s => phrase.Mention.Candidates.Any(c => c.Target is MentionTarget.Column column && (column.TableName, column.ColumnName) == s)) ? phrase : null;
}
