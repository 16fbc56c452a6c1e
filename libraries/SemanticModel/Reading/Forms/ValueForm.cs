namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>What may stand under a key. Closed: the nested types are all there are.</summary>
internal abstract record ValueForm
{
    private ValueForm()
    {
    }

    /// <summary>A text; a number or truth value without quotes is taken as its text.</summary>
    /// <param name="Pattern">A regular expression that it matches; null for any text.</param>
    public sealed record Text(string? Pattern = null) : ValueForm;

    /// <summary>A text of several lines or one: SQL.</summary>
    public sealed record Sql : ValueForm;

    /// <summary>A word of an enum, in snake_case.</summary>
    /// <param name="Enum">The enum.</param>
    public sealed record Word(Type Enum) : ValueForm;

    /// <summary>One of fixed texts that are no enum.</summary>
    /// <param name="Words">The texts.</param>
    public sealed record Fixed(IReadOnlyList<string> Words) : ValueForm;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Truth : ValueForm;

    /// <summary>A whole number between two bounds, both included.</summary>
    public sealed record Whole(int Min, int Max) : ValueForm;

    /// <summary>A number.</summary>
    public sealed record Number : ValueForm;

    /// <summary>A day such as 2025-12-31.</summary>
    public sealed record Day : ValueForm;

    /// <summary>A list of values of one form.</summary>
    /// <param name="Item">What each is.</param>
    public sealed record List(ValueForm Item) : ValueForm;

    /// <summary>A list of values of one form, or only one of them.</summary>
    /// <param name="Item">What each is.</param>
    public sealed record ListOrOne(ValueForm Item) : ValueForm;

    /// <summary>A map with known keys.</summary>
    /// <param name="Form">Its keys.</param>
    public sealed record Map(MapForm Form) : ValueForm;

    /// <summary>A map from names that the author chooses.</summary>
    /// <param name="Value">What stands under each.</param>
    /// <param name="NamePattern">A regular expression that the names match; null for any.</param>
    public sealed record Named(ValueForm Value, string? NamePattern = null) : ValueForm;

    /// <summary>One of several forms.</summary>
    /// <param name="Forms">The forms.</param>
    public sealed record OneOf(params IReadOnlyList<ValueForm> Forms) : ValueForm;

    /// <summary>Maps of several kinds, told apart by the word under one key.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Forms">The form that belongs to each word.</param>
    public sealed record Variants(string Key, IReadOnlyList<(string Word, MapForm Form)> Forms) : ValueForm;

    /// <summary>A value of a table: text, number, truth value or nothing.</summary>
    public sealed record Cell : ValueForm;

    /// <summary>A part of a semantic query.</summary>
    /// <param name="Definition">Its name among the query's definitions: <c>query</c>, <c>time</c>.</param>
    public sealed record QueryPart(string Definition) : ValueForm;
}
