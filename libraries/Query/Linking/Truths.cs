using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking;

/// <summary>Columns of yes and no: truth values, or the numbers 1 and 0 where the data holds nothing else.</summary>
internal static class Truths
{
    /// <summary>Whether a column is one.</summary>
    public static bool Is(Lexicon lexicon, MentionTarget.Column column) => lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) switch
    {
        { Type: ColumnType.Boolean } => true,
        { Type: ColumnType.Integer, Kind: ColumnKind.Dimension } => lexicon.Values.Find(column.TableName, column.ColumnName) is { Minimum: "0", Maximum: "1" },
        _ => false,
    };

    /// <summary>Yes or no as a column writes it.</summary>
    public static QueryLiteral Literal(ColumnDefinition column, bool truth) => column.Type == ColumnType.Boolean ? QueryLiteral.Of(truth) : QueryLiteral.Of(truth ? 1 : 0);

    /// <summary>Whether of two columns one holds exactly where the other does not.</summary>
    public static bool AreOpposite(ModelDefinition model, MentionTarget.Column one, MentionTarget.Column other)
    {
        ColumnComputation? Of(MentionTarget.Column column) => model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Computation;
        return one.TableName == other.TableName && (Of(one), Of(other)) switch
        {
            (ColumnComputation.After first, ColumnComputation.After second) => first == second with { Holds = !second.Holds },
            (ColumnComputation.Present first, ColumnComputation.Present second) => first == second with { Holds = !second.Holds },
            _ => false,
        };
    }
}
