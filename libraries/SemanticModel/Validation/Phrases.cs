namespace NlSql.SemanticModel.Validation;

/// <summary>When two phrases are the same to a reader of questions, and two headers to a reader of files.</summary>
internal static class Phrases
{
    /// <summary>Lower case, words parted by single spaces: "Sign-Up date" → "sign up date".</summary>
    public static string Normalise(string phrase) =>
        string.Join(' ', phrase.ToLowerInvariant().Split([' ', '_', '-', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Letters and digits only, lower case: "Order No." → "orderno".</summary>
    public static string Header(string header) => string.Concat(header.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
