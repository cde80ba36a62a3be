namespace FaceGrid.Vision.Faces.Detection;

public static class FaceLocators
{
    public static IFaceLocator? Create(Func<string, string?> findWeights, string? detectorName) => null;
}
