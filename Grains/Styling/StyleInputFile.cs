namespace FaceGrid.Grains.Styling;

/// <summary>An image that a run starts from, as the file it is.</summary>
/// <param name="Role"><c>content</c>, <c>style-1</c>, <c>style-2</c> …, <c>mask-1</c> …, <c>start</c>.</param>
/// <param name="Name">What to call it in errors and in the record of how the picture came about; decides nothing.</param>
public sealed record StyleInputFile(string Role, string Name, byte[] Content);
