namespace FaceGrid.Grains.Tests.Styling;

/// <summary>What of a blob has reached the disk when the process dies.</summary>
internal enum DeathAtPut
{
    Before,
    Within,
    After,
}
