using NlSql.Drafting.Profiling;

namespace NlSql.Drafting.Tests.Profiling;

public sealed class DistinctSketchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(8191)]
    public void Count_FewValues_IsExact(int values) => Assert.Equal(values, Of(0, values).Count);

    [Fact]
    public void Count_ManyValues_IsNear() => Assert.InRange(Of(0, 300_000).Count, 280_000, 320_000);

    [Theory]
    [InlineData(0, 1000, 1.0)]
    [InlineData(0, 100_000, 1.0)]
    [InlineData(50_000, 150_000, 0.5)]
    [InlineData(200_000, 300_000, 0.0)]
    public void ContainedIn_AColumnOfManyValues_IsNear(int from, int to, double expected) =>
        Assert.InRange(Of(from, to).ContainedIn(Of(0, 100_000)), expected - 0.05, expected + 0.05);

    [Fact]
    public void ContainedIn_ManyValuesInFew_IsTheirPart() => Assert.InRange(Of(0, 100_000).ContainedIn(Of(0, 10_000)), 0.07, 0.13);

    [Fact]
    public void ContainedIn_NoValues_IsNone() => Assert.Equal(0, new DistinctSketch().ContainedIn(Of(0, 10)));

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(4097)]
    [InlineData(100_000)]
    public void ToBytes_AndBack_IsTheSameSample(int values)
    {
        var bytes = Of(0, values).ToBytes();
        var sketch = DistinctSketch.Of(bytes);

        Assert.InRange(bytes.Length, 8, (32 << 10) + 8);
        Assert.Equal(bytes, sketch.ToBytes());
        Assert.InRange(sketch.Count, values * 0.93, values * 1.07);
        Assert.Equal(values > 0 ? 1 : 0, sketch.ContainedIn(Of(0, values)));
    }

    [Theory]
    [InlineData(0, 3_000, 2_000, 5_000)]
    [InlineData(0, 100_000, 50_000, 150_000)]
    [InlineData(0, 10, 0, 100_000)]
    public void Add_Sketch_IsThatOfBothTogether(int from, int to, int otherFrom, int otherTo)
    {
        var sketch = Of(from, to);
        sketch.Add(DistinctSketch.Of(Of(otherFrom, otherTo).ToBytes()));

        Assert.InRange(sketch.Count, otherTo * 0.93, otherTo * 1.07);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Of_BytesThatAreNoSketch_IsRefused(byte[] bytes) => Assert.Throws<ArgumentException>(() => DistinctSketch.Of(bytes));

    private static DistinctSketch Of(int from, int to)
    {
        var sketch = new DistinctSketch();
        for (var i = from; i < to; i++)
            sketch.Add(ValueHash.Of($"{i}"));
        return sketch;
    }
}
