using NlSql.Query.Model;
using NlSql.Query.Sql.Guarding;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Planning;

/// <summary>
/// The outputs of text SQL. SQL may give two columns the same name, or none: the second <c>a</c> is called <c>a_2</c>, and a column
/// without a name by its place, <c>column_3</c>. Unit and format are those of the model's column that the values come from.
/// </summary>
internal static class TextOutputs
{
    private const string Nameless = "?column?";

    public static ValueList<OutputColumn> Of(GuardedStatement statement, ModelIndex model)
    {
        var names = new NameAllocator();
        return statement.Outputs
            .Select((name, i) => Output(names.Take(name is Nameless or "" ? $"column_{i + 1}" : name), statement.Origins[i], model))
            .ToValueList();
    }

    // Types of what is computed are known when the database has said them.
    private static OutputColumn Output(string name, ColumnOrigin? origin, ModelIndex model)
    {
        var column = origin is null ? null : model.Column(origin.Table, origin.Column);
        var isPlain = origin is { IsPlain: true };
        return new()
        {
            Name = name,
            Label = isPlain && name == column!.Name ? column.Label : name,
            Type = isPlain ? column!.Type : ColumnType.Text,
            Role = isPlain ? OutputRole.Dimension : OutputRole.Metric,
            Unit = column?.Unit,
            Currency = column?.Unit == "currency" ? model.Definition.Plugin.Currency : null,
            Format = column?.Format,
            Column = isPlain ? $"{origin!.Table}.{origin.Column}" : null,
        };
    }
}
