using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Plugins;

/// <summary>A verified question as the contract asks it: its slots filled, from one day.</summary>
/// <param name="Pack">Name of its pack.</param>
/// <param name="Position">Its position in the pack, from 0.</param>
/// <param name="Question">The question.</param>
public sealed record ContractQuestion(string Pack, int Position, VerifiedQuestion Question)
{
    /// <summary>Every verified question of a model.</summary>
    public static IEnumerable<ContractQuestion> Of(ModelDefinition model) =>
        from pack in model.QuestionPacks
        from question in pack.Questions.Select((q, i) => new ContractQuestion(pack.Name, i, q))
        select question;

    /// <summary>The question as people ask it.</summary>
    public string Phrasing => Question.Ask.Count > 0 ? Question.Ask[0] : "";

    /// <summary>Where something of the question is written in questions.yaml.</summary>
    public IReadOnlyList<string> Path(string key) => ["packs", Pack, "questions", Position.ToString(CultureInfo.InvariantCulture), key];

    /// <summary>The day that relative dates count back from: the one that the expected rows name, else another.</summary>
    public DateOnly Anchor(DateOnly other) => Question.Expect?.AsOf ?? other;

    /// <summary>A value for every slot: of the expected rows, else one that the slot can take.</summary>
    public IReadOnlyDictionary<string, string> Slots(ModelDefinition model) =>
        Question.Slots.ToDictionary(
            slot => slot.Name,
            slot => Question.Expect?.Slots.GetValueOrDefault(slot.Name) ?? (slot.Kind == SlotKind.WholeNumber ? "1" : Sample(slot.Column, model)),
            StringComparer.Ordinal);

    private static string Sample(string? name, ModelDefinition model) =>
        name?.Split('.') is not [var table, var column] || model.FindTable(table)?.FindColumn(column) is not { } found
            ? "x"
            : found switch
            {
                { Values: [var listed, ..] } => listed.Value,
                { Type: ColumnType.Integer or ColumnType.Decimal } => "1",
                { Type: ColumnType.Boolean } => "true",
                { Type: ColumnType.Date } => "2025-06-30",
                { Type: ColumnType.Timestamp } => "2025-06-30T00:00:00",
                { Type: ColumnType.Uuid } => Guid.Empty.ToString(),
                _ => "x",
            };
}
