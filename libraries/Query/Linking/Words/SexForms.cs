using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Words;

/// <summary>What people say where a column of sexes has letters: "women" for F.</summary>
internal static class SexForms
{
    /// <summary>The words for a value of a column; empty where it is no column of sexes.</summary>
    public static IReadOnlyList<string> Of(ColumnDefinition column, string value) => column.Name.Split('_').Any(w => w is "sex" or "gender" or "gend")
        ? value.ToLowerInvariant() switch
        {
            "f" or "female" or "woman" or "w" => ["female", "females", "woman", "women"],
            "m" or "male" or "man" => ["male", "males", "man", "men"],
            _ => [],
        }
        : [];
}
