using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceCrop = FaceGrid.Grains.Identities.FaceCrop;

namespace FaceGrid.Client.Photos;

/// <summary>From a file to the crop that encoders are given. Where finding faces in free photos will come in.</summary>
/// <param name="aligned">The files are on the 112 x 112 template already.</param>
internal sealed class PhotoReader(bool aligned)
{
    /// <exception cref="BadInputException">Not a picture that can be used; the reason names the file.</exception>
    public FaceCrop Read(string path)
    {
        var image = ImageCodec.Load(path);
        try
        {
            return new FaceCrop(path, TemplateCrop.Of(image, aligned).Pixels);
        }
        catch (BadInputException exception) when (exception.Subject != path)
        {
            throw new BadInputException(path, exception.Reason, exception);
        }
    }
}
