using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified;

/// <summary>Words of a phrasing that a question says by others, because of what the query of the verified question groups by or compares.</summary>
/// <param name="pattern">The phrasing.</param>
/// <param name="asked">The question.</param>
/// <param name="closeness">How much of the phrasing the question must say.</param>
internal sealed class SaidOtherwise(VerifiedPattern pattern, AskedQuestion asked, Closeness closeness)
{
    private static readonly IReadOnlyList<string> Products = Concepts.RowsOf("product");
    private static readonly IReadOnlyList<string> Sale = Concepts.RowsOf("sell");
    private static readonly IReadOnlyList<string> Growth = Concepts.RowsOf("grow");
    private static readonly IReadOnlyList<string> Comparing = Concepts.RowsOf("compare");
    private static readonly IReadOnlyList<string> Development = Concepts.RowsOf("develop");
    private static readonly string Change = Concepts.Root("change");
    private static readonly IReadOnlyList<string> Series = [.. Enum.GetValues<TimeGrain>().Select(Key.Grain)];

    private readonly bool alike = closeness == Closeness.Alike;

    /// <summary>Whether the question says the word by another.</summary>
    public bool Says(SketchWord word) => (alike && (IsGrowth(word) || IsSeries(word))) || IsManner(word) || IsThing(word) || IsPlaced(word) || IsFiscal(word) || IsListed(word);

    /// <summary>Whether the question has another word in place of one that only carries the phrasing.</summary>
    public bool Carries(SketchWord word) =>
        // "how do the new articles sell" is "how are they doing".
        (alike && word.Says(Sale) && (pattern.Sketch.Asking, asked.Sketch.Asking) is (Asking.How, Asking.How))
        // "who gets the best tips" is "which servers get the best tips".
        || (word.Light && word.Keys.Contains(Key.Who) && NamesGroup);

    /// <summary>Whether the phrasing names the products that the sellers of "our best sellers" are.</summary>
    public bool NamesThing => pattern.Sketch.Words.Any(IsThing);

    private bool NamesGroup => pattern.Group is { } group && asked.Keys.Contains(Key.Column(group));

    // "how do people pay": by which of the payment methods; "how do the channels do": which does best.
    private bool IsManner(SketchWord word) => (alike || asked.AsksUse) && (word.Keys is [Key.How] || word.Says(Comparing)) && asked.AsksHowBy(pattern.Group) && (asked.Ranks || SaysMoreThanGroup);

    // "which formats do customers use" is not how formats compare.
    private bool SaysMoreThanGroup => pattern.Sketch.Words.Any(w => !w.Light && !w.IsSubject && w.Slot is null && w.Keys is not [Key.How] && !w.Says(pattern.Groups));

    // "which regions grew" are the regions this year and last.
    private bool IsGrowth(SketchWord word) => pattern.Compares && word.Says(Growth) && (asked.Keys.Contains(Key.YearBefore) || asked.Keys.Contains(Change) || asked.Keys.Overlaps(Comparing));

    // "retention by quarter" is how it developed.
    private bool IsSeries(SketchWord word) => word.Says(Development) && asked.Keys.Overlaps(Series);

    // The sellers of "our best sellers" are the products that the query lists.
    private bool IsThing(SketchWord word) => asked.Keys.Contains(Key.Thing) && word.Says(Products) && word.Says(pattern.Groups);

    // "where do tables turn slowest" is "which restaurant turns tables slowest" for a query by restaurant.
    private bool IsPlaced(SketchWord word) =>
        pattern.Group is { } group
        && (word.Keys is [Key.Where]
            ? NamesGroup
            : word.Keys.Contains(Key.Column(group)) && (asked.Keys.Contains(Key.Where) || (asked.Keys.Contains(Key.Who) && asked.Patterns.Mentioned[pattern.Question].Contains(Key.Who))));

    private bool IsFiscal(SketchWord word) =>
        word.Keys.Contains(Key.Grain(TimeGrain.Quarter)) && asked.Keys.Contains(Key.Grain(TimeGrain.FiscalQuarter)) && pattern.Question.Query!.Json.Contains("fiscal_quarter", StringComparison.Ordinal);

    // Values that a phrasing lists of the column that its query groups by are said by the column: "how do starters and mains compare" by "the courses".
    private bool IsListed(SketchWord word) =>
        pattern.Group is { } group && NamesGroup && HasValue(word, group) && pattern.Sketch.Words.Count(w => HasValue(w, group)) > 1;

    private static bool HasValue(SketchWord word, string column) => word.Keys.Any(k => k.StartsWith(Key.ValueOf(column), StringComparison.Ordinal));
}
