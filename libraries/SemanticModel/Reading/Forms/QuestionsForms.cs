namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>questions.yaml: packs of verified questions.</summary>
internal static class QuestionsForms
{
    public static MapForm Expect { get; } = new(
        "expect", "The rows that the question gives on the sample data.",
        new("as_of", new ValueForm.Day(), "The day that relative dates are counted from; the newest day of the data when left out."),
        new("slots", new ValueForm.Named(new ValueForm.Text()), "A value for each slot of the phrasings.") { Examples = ["{\"region\": \"North\"}"] },
        new("rows", new ValueForm.List(new ValueForm.List(new ValueForm.Cell())), "The rows, each a list of values.") { Required = true, Examples = ["[[141954.47]]"] });

    public static MapForm Question { get; } = new(
        "question", "A question whose meaning a person has checked.",
        new("ask", new ValueForm.ListOrOne(new ValueForm.Text()), "How people ask it. {n} stands for a whole number, {region} for a value of the column of that name. Quote texts with braces.") { Required = true, Examples = ["[\"sales of {region}\", \"what do we sell in {region}\"]"] },
        new("slots", new ValueForm.Named(new ValueForm.Text(), "^[a-z][a-z0-9_]*$"), "What fills a slot whose name is no column: table.column, or whole_number.") { Examples = ["{\"who\": \"customers.customer_name\"}"] },
        new("query", new ValueForm.QueryPart("query"), "What the question means."),
        new("sql", new ValueForm.Sql(), "What it means where no query can say it: one SELECT."),
        new("verified_by", new ValueForm.Text(), "Who checked it."),
        new("verified_at", new ValueForm.Day(), "When it was checked."),
        new("suggest", new ValueForm.Truth(), "Whether to show it to newcomers.") { Default = "false" },
        new("expect", new ValueForm.Map(Expect), "The rows that it gives on the sample data; a test compares them."));

    public static MapForm Pack { get; } = new(
        "pack", "Questions on one subject.",
        new("title", new ValueForm.Text(), "Title for people; made from the pack's name when left out."),
        new("description", new ValueForm.Text(), "What the pack is about."),
        new("questions", new ValueForm.List(new ValueForm.Map(Question)), "The questions."));

    public static MapForm File { get; } = new(
        "questions", "Questions that are known to be right; one of them is answered before anything else is tried.",
        new KeyForm("packs", new ValueForm.Named(new ValueForm.Map(Pack), Names.Pattern(Names.MaxOther)), "Packs of questions by name."));
}
