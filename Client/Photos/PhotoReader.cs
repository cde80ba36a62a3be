using FaceGrid.Grains.Identities;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Client.Photos;

/// <summary>From a file to the crop that encoders are given.</summary>
/// <param name="aligned">The files are on the 112 x 112 template already.</param>
internal sealed class PhotoReader(bool aligned)
{
    // Where finding faces in free photos will come in.
    private readonly IFaceLocator locator = new CentreCropLocator(aligned);

    /// <exception cref="BadInputException">Not a picture that can be used; the reason names the file.</exception>
    public AlignedFace Read(string path) => new(path, locator.Locate(ImageCodec.Load(path), path)[0].Aligned.Pixels);
}
