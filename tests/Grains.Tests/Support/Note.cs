namespace FaceGrid.Grains.Tests.Support;

[GenerateSerializer]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public byte[] Bytes { get; set; } = [];

    [Id(2)]
    public int Writes { get; set; }
}
