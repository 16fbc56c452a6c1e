using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>Something that has a size: what is counted, added up, compared or ordered by. Closed: the nested types are all there are.</summary>
internal abstract record Quantity(Part Noun)
{
    /// <summary>The number of rows of a table, or of the values of a column.</summary>
    public sealed record Count(Part Noun, bool Distinct) : Quantity(Noun);

    /// <summary>An aggregate of a column.</summary>
    public sealed record Aggregate(AggregateFunction Function, Part Noun) : Quantity(Noun);

    /// <summary>A number of things that a column holds: added up where nothing else is shown.</summary>
    public sealed record Stored(Part Noun) : Quantity(Noun);

    /// <summary>A column's own value.</summary>
    public sealed record Value(Part Noun) : Quantity(Noun)
    {
        /// <summary>Whether several of them are added up: "the most quantity", of all orders.</summary>
        public bool Adds { get; init; }
    }
}
