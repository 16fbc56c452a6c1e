using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>Finds columns that identify persons, by their values and by their names.</summary>
internal static class PersonalData
{
    private static readonly string[] People =
        ["customer", "client", "employee", "person", "people", "guest", "patient", "student", "staff", "member", "contact", "first", "last", "middle", "full", "sur", "given", "family", "user", "owner", "father", "mother",
         "physician", "doctor", "nurse", "teacher", "agent", "driver", "manager", "instructor", "professor", "seller", "salesperson", "technician", "tenant", "applicant", "candidate", "passenger", "player", "subscriber", "volunteer", "donor"];

    /// <summary>What the column tells of persons, and whether that is reason to hide it; null when nothing.</summary>
    public static (string What, bool Hide)? Of(ColumnSketch column, TableSketch table)
    {
        if (column.Profile.Shape switch
        {
            ValueShape.Email => "e-mail addresses",
            ValueShape.Card when column.Profile.Distinct > 1 && column.Type == ColumnType.Text => "numbers of payment cards",
            ValueShape.Iban => "numbers of bank accounts",
            ValueShape.Phone => "telephone numbers",
            _ => null,
        } is { } shape)
            return (shape, true);
        // Numbers and dates have such names for other reasons: number_of_emails, phone_ordered_on.
        if (column.Type is ColumnType.Text or ColumnType.Integer && !column.IsCount())
        {
            if (column.Has("email", "mail") && column.Type == ColumnType.Text && !column.Has("type", "status", "campaign"))
                return ("e-mail addresses", true);
            if (column.Has("phone", "telephone", "mobile", "cell", "fax") && !column.Has("name", "id", "type", "model", "brand"))
                return ("telephone numbers", true);
            if (column.Has("iban", "ssn", "passport", "password") || (column.Has("insurance", "national", "social") && column.Has("number") && !column.Has("policy")) || (column.Has("card") && column.Has("number") && !column.Has("id")))
                return ("what identifies a person", true);
        }

        return column.Type == ColumnType.Text && IsName(column, table) ? ("names of persons", false) : null;
    }

    private static bool IsName(ColumnSketch column, TableSketch table)
    {
        var words = column.Meaning;
        if (words.Contains("surname") || words.Contains("firstname") || words.Contains("lastname"))
            return true;
        if (words.Count == 0 || words[^1] is not ("name" or "initial"))
            return false;
        if (column.Has(People) && words.Count > 1)
            return true;
        // A bare "name" is a person's where the table is of persons.
        return words.Count == 1 && People.Contains(NameWords.Singular(table.Words[^1]));
    }

    private static bool IsCount(this ColumnSketch column) => column.Has("count", "quantity", "total") || column.Meaning is ["number", "of", ..];
}
