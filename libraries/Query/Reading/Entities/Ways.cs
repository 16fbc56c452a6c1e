using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Tokens;

namespace NlSql.Query.Reading.Entities;

/// <summary>Which of several ways between tables is meant: the shortest, else the one that the question's words name.</summary>
internal sealed class Ways(EntityDraft draft)
{
    private JoinGraph Joins => draft.Question.Lexicon.Joins;

    private TableReach Reach => draft.Question.Lexicon.Reach;

    /// <summary>The table whose rows pair rows of two tables, where neither leads to the other; null when there is none or several are alike.</summary>
    public string? Bridge(string one, string other)
    {
        var bridges = draft.Model.Tables.Select(t => t.Name).Where(t => t != one && t != other)
            .Where(t => draft.Leads(t, one) && draft.Leads(t, other))
            .Select(t => (Table: t, Steps: Reach.From(t).Steps(one) + Reach.From(t).Steps(other), Evidence: Named(t, [one, other]), Apt: IsNamedAfter(t, one, other)))
            .OrderByDescending(b => b.Evidence).ThenBy(b => b.Steps).ThenByDescending(b => b.Apt).ToList();
        if (bridges.Count == 0 || (bridges.Count > 1 && (bridges[0].Evidence, bridges[0].Steps, bridges[0].Apt) == (bridges[1].Evidence, bridges[1].Steps, bridges[1].Apt)))
            return null;
        return bridges[0].Table;
    }

    /// <summary>The bridge that is meant where several pair the rows of two tables, or where they refer to each other in a role that nothing names: "cavers who took part in an expedition" were not all its leaders. Null where there is one way, or none is meant.</summary>
    public string? Pairing(string one, string other)
    {
        var pairs = draft.Model.Tables.Count(t => t.Name != one && t.Name != other && draft.Leads(t.Name, one) && draft.Leads(t.Name, other));
        if (pairs > 1 && !draft.Leads(one, other) && !draft.Leads(other, one))
            return Bridge(one, other);
        var direct = draft.Model.Relationships.Where(r => (r.FromTable == one && r.ToTable == other) || (r.FromTable == other && r.ToTable == one)).ToList();
        return direct.Count > 0 && direct.TrueForAll(r => r.Role is { } role && !Roots(role).Any(draft.Question.Roots.Contains))
            && draft.Model.Tables.Select(t => t.Name).Where(t => t != one && t != other && Pairs(t, one, other)).ToList() is [var only] ? only : null;
    }

    // Rows that are nothing but who took part in what have no key of their own.
    private bool Pairs(string table, string one, string other) => draft.Table(table) is { PrimaryKey.Count: not 1 } && draft.Model.Relationships.Any(r => r.FromTable == table && r.ToTable == one) && draft.Model.Relationships.Any(r => r.FromTable == table && r.ToTable == other);

    /// <summary>Which of several tables the question speaks of; null when it is not clear.</summary>
    public string? Spoken(IReadOnlyList<string> tables, string besides)
    {
        var ranked = tables.Select(t => (Table: t, Evidence: Named(t, [besides]))).OrderByDescending(t => t.Evidence).ToList();
        return ranked is [{ Evidence: > 0 } first, var second, ..] ? first.Evidence > second.Evidence ? first.Table : null : ranked is [var only] ? only.Table : null;
    }

    /// <summary>A column's name as seen from a table: by its role where the table leads to several rows of the column's table.</summary>
    public string Name(string from, MentionTarget.Column column, Part? at)
    {
        var qualifier = Joins.ShortestPaths(from, column.TableName) is { Count: > 1 } paths && Role([.. paths.Select(p => p[^1].Role).OfType<string>()], column.TableName, at) is { } role ? role : column.TableName;
        return $"{qualifier}.{column.ColumnName}";
    }

    /// <summary>The way back from related rows to a table where there are several: "the station from which trips started".</summary>
    public string? Via(string related, string table) =>
        Joins.ShortestPaths(related, table) is { Count: > 1 } paths ? Role([.. paths.Select(p => p[^1].Role).OfType<string>()], table, null) : null;

    // The role whose own word stands nearest before the part, else anywhere.
    private string? Role(IReadOnlyList<string> roles, string table, Part? at)
    {
        (string Role, int Distance)? best = null;
        var tied = false;
        foreach (var role in roles.Distinct())
        {
            var own = Roots(role).Except(Roots(table)).ToHashSet(StringComparer.Ordinal);
            var places = draft.Parts.Where(p => p != at && p.Text.Split(' ').Any(w => own.Contains(WordRoots.Of(w)))).Select(p => at is null || at.Index < 0 ? 0 : p.Index < at.Index ? at.Index - p.Index : 100 + p.Index - at.Index).ToList();
            if (places.Count == 0)
                continue;
            tied = best is { } known && known.Distance == places.Min();
            if (best is null || places.Min() < best.Value.Distance)
                best = (role, places.Min());
        }

        return tied ? null : best?.Role;
    }

    // How many words of a table's name, or verbs that speak of its rows, the question has besides those of the tables that it connects.
    private int Named(string table, IReadOnlyList<string> besides)
    {
        var own = table.Split('_').Where(w => !FunctionWords.IsFiller(w)).Select(WordRoots.Of).Except(besides.SelectMany(Roots)).ToHashSet(StringComparer.Ordinal);
        own.UnionWith(table.Split('_').SelectMany(w => RoleNouns.VerbsFor(EnglishStemmer.Stem(w))).Where(v => v.Length == 1).Select(v => WordRoots.Of(v[0])));
        return draft.Question.Roots.Count(own.Contains);
    }

    // "customers_policies": whose is what, and nothing else.
    private static bool IsNamedAfter(string table, string one, string other) =>
        Roots(table).ToHashSet(StringComparer.Ordinal) is var own && own.Overlaps(Roots(one)) && own.Overlaps(Roots(other)) && own.IsSubsetOf(Roots(one).Concat(Roots(other)));

    private static IEnumerable<string> Roots(string name) => name.Split('_').Select(WordRoots.Of);
}
