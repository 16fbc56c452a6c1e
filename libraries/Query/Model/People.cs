using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>Which tables hold people: told by the columns that only people have.</summary>
internal static class People
{
    private static readonly HashSet<string> OfPeople = new(StringComparer.Ordinal) { "age", "gender", "sex", "birth", "birthday", "born", "dob", "nationality", "salary", "wage", "hired", "hire", "surname" };

    /// <summary>Whether each row of a table is somebody.</summary>
    public static bool AreIn(TableDefinition table) => DisplayColumns.PersonNames(table).Count > 0
        || (DisplayColumns.NameColumn(table) is not null && table.Columns.Any(c => c.Name.Split('_').Any(OfPeople.Contains)));
}
