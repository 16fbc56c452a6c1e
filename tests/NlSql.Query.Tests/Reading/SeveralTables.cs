using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Reading;

/// <summary>Parts of a model of several tables that nobody has described.</summary>
internal static class SeveralTables
{
    /// <summary>Questions over a model whose newest day is the last of 2025, with the values of its columns.</summary>
    public static QuestionContext Of(ModelDefinition model, params ColumnValues[] values) =>
        new(Lexicon.Build(model, new ValueCatalog(values), drafted: true), Retail.ContextFor(new ModelIndex(model)) with { DataDays = [], Anchor = new TimeAnchorDay(new DateOnly(2025, 12, 31)) });

    /// <summary>A table whose first column is its key.</summary>
    public static TableDefinition Table(string name, params ColumnDefinition[] columns) => new() { Name = name, Label = char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' '), PrimaryKey = [columns[0].Name], Columns = columns };

    /// <summary>Many rows of one table refer to one of another; both ends are said as <c>table.column</c>.</summary>
    public static RelationshipDefinition Join(string from, string to) => new()
    {
        Name = from.Replace('.', '_'),
        FromTable = from.Split('.')[0],
        FromColumns = [from.Split('.')[1]],
        ToTable = to.Split('.')[0],
        ToColumns = [to.Split('.')[1]],
        Cardinality = Cardinality.ManyToOne,
    };
}
