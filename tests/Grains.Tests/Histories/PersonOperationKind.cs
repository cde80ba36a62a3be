namespace FaceGrid.Grains.Tests.Histories;

/// <summary>An operation on one person.</summary>
internal enum PersonOperationKind
{
    Enrol,
    Remove,
    Recognize,
}
