using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Reading.Entities;

/// <summary>What another row of the same table is to a row: the supervisor of an employee.</summary>
/// <param name="Column">The column that refers to the other row.</param>
/// <param name="Role">By which name the other row's columns are asked for.</param>
internal sealed record SelfRole(MentionTarget.Column Column, string Role)
{
    /// <summary>The role that a noun names; null where it names none, or the number itself: "supervisor id".</summary>
    public static SelfRole? Of(EntityDraft draft, Part? noun)
    {
        if (noun is not { IsNoun: true } || noun.Text.Split(' ').Any(w => w is "id" or "ids" or "number" or "numbers" or "no" or "code" or "codes"))
            return null;
        return noun.Target is MentionTarget.Table table ? All(draft, table.Name).FirstOrDefault(r => r.IsSaidBy(noun.Text.Split(' ')[^1]) && !table.Name.Split('_').Select(WordRoots.Of).Contains(WordRoots.Of(noun.Text)))
            : noun.Strongest is { } column ? All(draft, column.TableName).FirstOrDefault(r => r.Column == column) : null;
    }

    /// <summary>What the rows of a table are to each other.</summary>
    public static IEnumerable<SelfRole> All(EntityDraft draft, string table) =>
        draft.Question.Lexicon.Joins.StepsFrom(table).Where(s => s is { IsWithinTable: true, IsForward: true, Role: not null, FromColumns.Count: 1 }).Select(s => new SelfRole(new(table, s.FromColumns[0]), s.Role!));

    /// <summary>Whether a word names it, or what its holder does.</summary>
    public bool IsSaidBy(string word) => RoleWords.Say(Role, word);

    /// <summary>A column of the other row.</summary>
    public string Name(MentionTarget.Column column) => $"{Role}.{column.ColumnName}";
}
