using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>Finds columns that identify persons, by their values and by their names.</summary>
public static class PersonalData
{
    private const int ShortestCard = 12;

    private static readonly string[] People =
        ["customer", "client", "employee", "person", "people", "guest", "patient", "student", "staff", "member", "contact", "first", "last", "middle", "full", "sur", "given", "family", "user", "owner", "father", "mother",
         "physician", "doctor", "nurse", "teacher", "agent", "driver", "manager", "instructor", "professor", "seller", "salesperson", "technician", "tenant", "applicant", "candidate", "passenger", "player", "subscriber", "volunteer", "donor"];

    /// <summary>What the columns of a table tell of persons, by their place; those that tell nothing are left out.</summary>
    public static IReadOnlyDictionary<int, PersonalKind> Of(TableProfile profile)
    {
        var table = TableReader.Read(profile, new Identifiers(StoredNames.LongestTable), DatasetWords.Of([profile]), []);
        return table.Columns.Select(c => (c.Place, Kind: Of(c, table))).Where(c => c.Kind is not null).ToDictionary(c => c.Place, c => c.Kind!.Value);
    }

    /// <summary>
    /// Whether a column of the kind is hidden, unless its owner shows it. Nobody could ask for a customer whose name is hidden, and people ask
    /// their own data for telephone numbers; what opens accounts or identifies a person for good is another matter.
    /// </summary>
    internal static bool IsHidden(PersonalKind kind) => kind is PersonalKind.Card or PersonalKind.Iban or PersonalKind.NationalId;

    /// <summary>The kind in words.</summary>
    internal static string Phrase(PersonalKind kind) => kind switch
    {
        PersonalKind.Email => "e-mail addresses",
        PersonalKind.Phone => "telephone numbers",
        PersonalKind.Card => "numbers of payment cards",
        PersonalKind.Iban => "numbers of bank accounts",
        PersonalKind.NationalId => "what identifies a person",
        _ => "names of persons",
    };

    /// <summary>What the column tells of persons; null when nothing.</summary>
    internal static PersonalKind? Of(ColumnSketch column, TableSketch table)
    {
        if (column.Profile.Shape switch
        {
            ValueShape.Email => PersonalKind.Email,
            ValueShape.Card when column.Profile.Distinct > 1 && column.Type == ColumnType.Text => PersonalKind.Card,
            ValueShape.Iban => PersonalKind.Iban,
            ValueShape.Phone => PersonalKind.Phone,
            ValueShape.NationalId => PersonalKind.NationalId,
            _ => (PersonalKind?)null,
        } is { } shape)
            return shape;
        // Numbers and dates have such names for other reasons: number_of_emails, phone_ordered_on.
        if (column.Type is ColumnType.Text or ColumnType.Integer && !column.IsCount())
        {
            if (column.Has("email", "mail") && column.Type == ColumnType.Text && !column.Has("type", "status", "campaign"))
                return PersonalKind.Email;
            if (column.Has("phone", "telephone", "mobile", "cell", "fax") && !column.Has("name", "id", "type", "model", "brand"))
                return PersonalKind.Phone;
            if (column.Has("iban"))
                return PersonalKind.Iban;
            if (column.Has("ssn", "passport", "password", "cpf", "dni", "aadhaar", "nino") || (column.Has("insurance", "national", "social") && column.Has("number") && !column.Has("policy")))
                return PersonalKind.NationalId;
            // A club's or a library's card has fewer digits than what pays.
            if (column.Has("card") && column.Has("number") && !column.Has("id") && (column.Type == ColumnType.Text ? column.Profile.AverageLength >= ShortestCard : column.Profile.Maximum >= 100_000_000_000))
                return PersonalKind.Card;
        }

        return column.Type == ColumnType.Text && IsName(column, table) ? PersonalKind.Name : null;
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

/// <summary>What a column tells of persons.</summary>
public enum PersonalKind { Name, Email, Phone, Card, Iban, NationalId }
