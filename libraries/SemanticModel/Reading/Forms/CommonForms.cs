namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>What several files have in common.</summary>
internal static class CommonForms
{
    public const string SynonymsText =
        "Other words that people use for it. A phrase that means two things of a kind is a mistake, unless all but one rank it lower: {text: sales, rank: 2}.";

    /// <summary>A synonym that stands back behind others.</summary>
    public static MapForm RankedSynonym { get; } = new(
        "ranked_synonym", "A synonym that stands back where the same phrase means something else as well.",
        new("text", new ValueForm.Text(), "The phrase.") { Required = true },
        new("rank", new ValueForm.Whole(1, 9), "1 is meant first, 2 only where nothing of rank 1 has the phrase, and so on.") { Default = "1" });

    public static ValueForm Synonyms { get; } = new ValueForm.ListOrOne(new ValueForm.OneOf(new ValueForm.Text(), new ValueForm.Map(RankedSynonym)));

    public static ValueForm ColumnOfTable { get; } = new ValueForm.Text(Names.QualifiedColumn);
}
